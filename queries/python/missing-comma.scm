; A list of short words without blanks, of which two have nothing but a line's end between them. Sentences may go on.
((concatenated_string . (string) @first (string) @second .) @report
 (#has-parent? @report list tuple set)
 (#match? @report "^(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))(?:\\s|#[^\n]*\n)*(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))$")
 (#all-siblings? @report "^(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))$" "2"))
