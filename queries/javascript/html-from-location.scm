((assignment_expression left: (member_expression property: (property_identifier) @_html) right: (_) @source @report)
 (#any-of? @_html "innerHTML" "outerHTML")
 (#tainted? @source eval))
((call_expression
   function: (member_expression object: (identifier) @_document property: (property_identifier) @_write)
   arguments: (arguments . (_) @source @report))
 (#eq? @_document "document")
 (#any-of? @_write "write" "writeln")
 (#tainted? @source eval))
