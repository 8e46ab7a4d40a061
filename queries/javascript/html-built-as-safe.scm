((assignment_expression
   left: (member_expression property: (property_identifier) @_html)
   right: (_) @part @report)
 (#any-of? @_html "innerHTML" "outerHTML")
 (#string-match? @part "<")
 (#part? @part html))
((call_expression
   function: (member_expression property: (property_identifier) @_insert)
   arguments: (arguments . (_) . (_) @part @report .))
 (#eq? @_insert "insertAdjacentHTML")
 (#string-match? @part "<")
 (#part? @part html))
((call_expression
   function: (member_expression object: (identifier) @_document property: (property_identifier) @_write)
   arguments: (arguments . (_) @part @report))
 (#eq? @_document "document")
 (#any-of? @_write "write" "writeln")
 (#string-match? @part "<")
 (#part? @part html))
((call_expression
   function: (identifier) @_jquery
   arguments: (arguments . [(binary_expression) (template_string)] @part @report))
 (#any-of? @_jquery "$" "jQuery")
 (#string-match? @part "^\\s*<")
 (#part? @part html))
((pair key: (property_identifier) @_html value: (_) @part @report)
 (#eq? @_html "__html")
 (#string-match? @part "<")
 (#part? @part html))
