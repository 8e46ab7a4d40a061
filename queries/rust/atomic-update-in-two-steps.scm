; a.store(a.load(..) + n, ..)
((call_expression
   function: (field_expression value: (_) @atomic field: (field_identifier) @_store)
   arguments: (arguments
     .
     (binary_expression
       left: (call_expression
         function: (field_expression value: (_) @_read field: (field_identifier) @_load))))) @report
  (#eq? @_store "store")
  (#eq? @_load "load")
  (#eq? @atomic @_read))

; a.store(!a.load(..), ..)
((call_expression
   function: (field_expression value: (_) @atomic field: (field_identifier) @_store)
   arguments: (arguments
     .
     (unary_expression
       (call_expression
         function: (field_expression value: (_) @_read field: (field_identifier) @_load))))) @report
  (#eq? @_store "store")
  (#eq? @_load "load")
  (#eq? @atomic @_read))

; if !a.load(..) { a.store(true, ..)
((if_expression
   condition: (unary_expression
     (call_expression
       function: (field_expression value: (_) @_read field: (field_identifier) @_load)
       arguments: (arguments) @_ordering))
   consequence: (block
     (expression_statement
       (call_expression
         function: (field_expression value: (_) @atomic field: (field_identifier) @_store)
         arguments: (arguments . (boolean_literal) @_value)) @report)))
  (#eq? @_store "store")
  (#eq? @_value "true")
  (#eq? @_load "load")
  (#not-match? @_ordering "Relaxed")
  (#eq? @atomic @_read))
