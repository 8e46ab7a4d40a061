([
  (assignment right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @method) @call) @report)
  (return_statement (call function: (attribute object: (identifier) @owner attribute: (identifier) @method) @call) @report)
  (for_statement right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @method) @call) @report)
 ]
 (#any-of? @method "append" "extend" "insert" "remove" "reverse" "sort" "clear" "update" "add" "discard" "intersection_update"))
