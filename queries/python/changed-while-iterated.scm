((call function: (attribute object: (_) @collection attribute: (identifier) @method)) @report
 (#any-of? @method "remove" "pop" "popitem" "popleft" "discard" "insert" "clear" "add"))
(delete_statement (subscript value: (_) @collection)) @report
