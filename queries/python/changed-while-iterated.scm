((call function: (attribute object: (_) @collection attribute: (identifier) @_method)) @report
 (#any-of? @_method "remove" "pop" "popitem" "popleft" "discard" "insert" "clear" "add"))
(delete_statement (subscript value: (_) @collection)) @report
