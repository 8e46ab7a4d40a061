((local_variable_declaration
   type: (floating_point_type) @type
   declarator: (variable_declarator value: (binary_expression
     left: [(identifier) (field_access) (decimal_integer_literal)] @_left
     operator: "/"
     right: [(identifier) (field_access) (decimal_integer_literal)] @_right) @report))
 (#has-name? @_left "int()" "long()" "Integer()" "Long()")
 (#has-name? @_right "int()" "long()" "Integer()" "Long()"))
((method_invocation
   object: (identifier) @_math
   name: (identifier) @_round
   arguments: (argument_list . (binary_expression
     left: (_) @_left
     operator: "/"
     right: [(identifier) (field_access) (decimal_integer_literal)] @_right) @report .))
 (#eq? @_math "Math")
 (#any-of? @_round "ceil" "floor" "round" "rint")
 (#not-match? @_right "\\.|[dDfF]$")
 (#kind-eq? @_left identifier field_access decimal_integer_literal)
 (#has-name? @_left "int()" "long()" "Integer()" "Long()")
 (#has-name? @_right "int()" "long()" "Integer()" "Long()"))
