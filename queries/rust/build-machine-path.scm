((macro_invocation
   macro: [(identifier) (scoped_identifier)] @macro
   (token_tree . (string_literal) @path .)) @report
 (#match? @path "^\"(/|[A-Za-z]:[\\\\/])")
 (#names? @macro "std::include_str" "std::include_bytes" "std::include"))

((macro_invocation
   macro: [(identifier) (scoped_identifier)] @macro
   (token_tree . (string_literal) @path .)) @report
 (#any-of? @path "\"HOME\"" "\"USER\"" "\"USERPROFILE\"" "\"USERNAME\"" "\"PWD\"")
 (#names? @macro "std::env" "std::option_env"))
