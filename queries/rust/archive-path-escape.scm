; What is joined is the name that an entry of an archive gives itself, and the function does not look at it. A tar
; entry's `path()`, unlike that of a folder's entry, can fail.
((call_expression
   function: (field_expression field: (field_identifier) @_join)
   arguments: (arguments . (_) @name .)) @report
 (#any-of? @_join "join" "push")
 (#kind-eq? @name identifier reference_expression call_expression try_expression)
 (#value-match? @name "^&?\\w*(file|entry|zip)\\w*\\.(name\\(\\)|mangled_path\\(\\)|path\\(\\)(\\?|\\.unwrap\\(\\)|\\.expect\\())")
 (#around-match? @report function "\\.entries\\(\\)|by_index\\(|by_name\\(|Archive|tar::|zip::")
 (#not-around-match? @report function "enclosed_name|unpack_in|starts_with|strip_prefix|Component|components\\(\\)|sanitize"))
