; A list of short words without blanks. Sentences may go on.
((concatenated_string . (string) @first (comment)* . (string) @second .) @report
 (#has-parent? @report list tuple set)
 (#match? @first "^(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))$")
 (#match? @second "^(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))$")
 (#all-siblings? @report "^(?i:[rbu]{0,2}(?:\"[^\"\\s\\\\]{1,40}\"|'[^'\\s\\\\]{1,40}')|r?fr?(?:\"[^\"\\s\\\\{}]{1,40}\"|'[^'\\s\\\\{}]{1,40}'))$" "2"))
