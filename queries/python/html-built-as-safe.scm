((call
   function: [(attribute attribute: (identifier) @_name) (identifier) @_name]
   arguments: (argument_list . (_) @markup @report))
 (#any-of? @_name "mark_safe" "Markup" "SafeString" "SafeText"))
