; The innermost function is called by C, and nothing in it catches the panic.
((call_expression function: (field_expression field: (field_identifier) @call @report))
 (#any-of? @call "unwrap" "expect")
 (#around? @report function function_item)
 (#around-match? @report function "^(pub(\\([^)]*\\))? )?[^{(]*extern \"(C|system)\"")
 (#not-around-match? @report function "catch_unwind"))

((macro_invocation macro: [(identifier) (scoped_identifier)] @call @report)
 (#names? @call "std::panic")
 (#around? @report function function_item)
 (#around-match? @report function "^(pub(\\([^)]*\\))? )?[^{(]*extern \"(C|system)\"")
 (#not-around-match? @report function "catch_unwind"))
