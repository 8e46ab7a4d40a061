((call function: (attribute) @_join
   arguments: (argument_list (_) . (string . (string_start) . (string_content) @_text) @report @part))
 (#match? @_join "^(os\\.path|posixpath|path|osp)\\.join$")
 (#match? @_text "^/"))
((binary_operator operator: "/" right: (string . (string_start) . (string_content) @_text) @report @part)
 (#match? @_text "^/"))
