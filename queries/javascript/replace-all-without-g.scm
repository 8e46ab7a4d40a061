((call_expression
   function: (member_expression property: (property_identifier) @_replace)
   arguments: (arguments . (regex !flags) @report))
 (#any-of? @_replace "replaceAll" "matchAll"))
((call_expression
   function: (member_expression property: (property_identifier) @_replace)
   arguments: (arguments . (regex flags: (_) @_flags) @report))
 (#any-of? @_replace "replaceAll" "matchAll")
 (#not-match? @_flags "g"))
