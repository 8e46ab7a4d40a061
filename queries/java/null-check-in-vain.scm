((binary_expression
   left: (binary_expression left: (identifier) @value operator: "==" right: (null_literal))
   operator: ["&&" "&"]
   right: [
     (method_invocation object: (identifier) @_same) @report
     (unary_expression (method_invocation object: (identifier) @_same)) @report
     (binary_expression left: (method_invocation object: (identifier) @_same)) @report
   ])
 (#eq? @value @_same))
((binary_expression
   left: (binary_expression left: (identifier) @value operator: "!=" right: (null_literal))
   operator: ["||" "|" "&"]
   right: [
     (method_invocation object: (identifier) @_same) @report
     (unary_expression (method_invocation object: (identifier) @_same)) @report
     (binary_expression left: (method_invocation object: (identifier) @_same)) @report
   ])
 (#eq? @value @_same))
((binary_expression
   left: (binary_expression left: (identifier) @value operator: "==" right: (null_literal))
   operator: "|"
   right: [
     (method_invocation object: (identifier) @_same) @report
     (unary_expression (method_invocation object: (identifier) @_same)) @report
     (binary_expression left: (method_invocation object: (identifier) @_same)) @report
   ])
 (#eq? @value @_same))
