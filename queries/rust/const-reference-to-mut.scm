; `*(&x as *const T as *mut T)`, which is borrowed as `&mut` or assigned to (see the check).
((unary_expression "*"
   [(parenthesized_expression
      (type_cast_expression
        value: (type_cast_expression value: [(reference_expression) (self)] @target type: (pointer_type "const"))
        type: (pointer_type (mutable_specifier))))
    (call_expression function: (field_expression
      value: (parenthesized_expression
        (type_cast_expression value: [(reference_expression) (self)] @target type: (pointer_type "const")))
      field: (field_identifier) @_cast))]) @report
 (#eq? @_cast "cast_mut"))
