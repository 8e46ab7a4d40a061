((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @part @report))
 (#known-as? @_name "(^|\\.)(mark_safe|Markup|SafeString|SafeText)$")
 (#string-match? @part "<")
 (#part? @part html))
