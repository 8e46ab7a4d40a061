((call function: [(identifier) (attribute)] @_join
   arguments: (argument_list (_) . (string . (string_start) . (string_content) @_text) @report @part))
 (#match? @_text "^/")
 (#calls? @_join "os.path.join" "posixpath.join" "path.join" "osp.join"))
((binary_operator operator: "/" right: (string . (string_start) . (string_content) @_text) @report @part)
 (#match? @_text "^/"))
