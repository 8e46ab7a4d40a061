((method_invocation
   object: (_)
   name: (identifier) @_split
   arguments: (argument_list . (string_literal) @pattern @report))
 (#eq? @_split "split")
 (#any-of? @pattern "\".\"" "\"|\"" "\"^\"" "\"$\"" "\"||\""))
((method_invocation
   object: (_)
   name: (identifier) @_replace
   arguments: (argument_list . (string_literal) @pattern @report . (_) .))
 (#any-of? @_replace "replaceAll" "replaceFirst")
 (#any-of? @pattern "\".\"" "\"|\"" "\"||\"" "\"*\"" "\"+\"" "\"?\"" "\"(\"" "\")\"" "\"[\"" "\"{\""))
