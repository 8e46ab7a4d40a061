((macro_invocation
   macro: (identifier) @macro
   (token_tree . (string_literal) @path .)) @report
 (#any-of? @macro "include_str" "include_bytes" "include")
 (#match? @path "^\"(/|[A-Za-z]:[\\\\/])"))

((macro_invocation
   macro: (identifier) @macro
   (token_tree . (string_literal) @path .)) @report
 (#any-of? @macro "env" "option_env")
 (#any-of? @path "\"HOME\"" "\"USER\"" "\"USERPROFILE\"" "\"USERNAME\"" "\"PWD\""))
