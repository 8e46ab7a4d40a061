((argument_list (keyword_argument name: (identifier) @_name value: (true)) @report) @_arguments
 (#any-of? @_name "allow_credentials" "supports_credentials")
 (#match? @_arguments "(allow_origins|origins)\\s*=\\s*\\[?\\s*[\"']\\*[\"']|allow_origin_regex\\s*=\\s*r?[\"']\\.\\*[\"']"))
