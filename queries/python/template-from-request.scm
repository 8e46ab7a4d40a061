((call
   function: [(attribute attribute: (identifier) @_name) (identifier) @_name]
   arguments: (argument_list . (_) @data @report))
 (#any-of? @_name "render_template_string" "from_string" "Template"))
