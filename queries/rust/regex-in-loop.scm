((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report
 (#match? @_new "(^|::)Regex(Builder|Set)?::new$")
 (#inside? @report loop)
 (#not-has-ancestor? @report static_item const_item))

; In a closure that an iterator calls for each element.
((call_expression
   function: (field_expression field: (field_identifier) @_adapter)
   arguments: (arguments . (closure_expression body: (_
     (call_expression function: (field_expression value:
       (call_expression
         function: (scoped_identifier) @_new
         arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report))))))
 (#match? @_new "(^|::)Regex(Builder|Set)?::new$"))

((call_expression
   function: (field_expression field: (field_identifier) @_adapter)
   arguments: (arguments . (closure_expression body: (call_expression function: (field_expression value:
     (call_expression function: (field_expression value:
       (call_expression
         function: (scoped_identifier) @_new
         arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report)))))))
 (#any-of? @_adapter "map" "filter" "filter_map" "flat_map" "for_each" "any" "all" "find" "position" "retain")
 (#match? @_new "(^|::)Regex(Builder|Set)?::new$"))
