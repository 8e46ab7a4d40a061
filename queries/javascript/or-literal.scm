((if_statement condition: (parenthesized_expression . (binary_expression left: (binary_expression operator: ["==" "===" "!=" "!=="] right: (string)) operator: "||" right: (string (string_fragment)) @literal @report) .)))
((if_statement condition: (parenthesized_expression . (binary_expression left: (binary_expression operator: ["==" "==="] right: (number)) operator: "||" right: (number) @literal @report) .)))
((ternary_expression condition: [
    (binary_expression left: (binary_expression operator: ["==" "==="] right: (string)) operator: "||" right: (string (string_fragment)) @literal @report)
    (parenthesized_expression . (binary_expression left: (binary_expression operator: ["==" "==="] right: (string)) operator: "||" right: (string (string_fragment)) @literal @report) .)]))
