((object_creation_expression
   type: (_) @_type
   arguments: (argument_list . (decimal_floating_point_literal) @value)) @report
 (#names? @_type "java.math.BigDecimal")
 (#not-match? @value "^\\d*\\.(0*|0*5|25|75|125|375|625|875)0*[dDfF]?$"))
