([
   (assignment right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (return_statement (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (for_statement right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
 ]
 (#any-of? @_method "append" "extend" "insert" "remove" "reverse" "sort" "clear")
 (#given? @owner "list" "sorted"))
([
   (assignment right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (return_statement (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (for_statement right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
 ]
 (#any-of? @_method "update" "clear")
 (#given? @owner "dict"))
([
   (assignment right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (return_statement (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
   (for_statement right: (call function: (attribute object: (identifier) @owner attribute: (identifier) @_method) @call) @report)
 ]
 (#any-of? @_method "add" "update" "remove" "discard" "clear" "intersection_update")
 (#given? @owner "set"))
