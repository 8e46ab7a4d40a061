(comparison_operator operators: ["==" "!="] (float) @literal) @report
(comparison_operator (float) @literal operators: ["==" "!="]) @report
