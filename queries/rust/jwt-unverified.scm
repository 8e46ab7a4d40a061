((call_expression function: (field_expression field: (field_identifier) @call)) @report
 (#any-of? @call "insecure_disable_signature_validation" "dangerous_insecure_decode" "insecure_decode"))

((call_expression
   function: [
     (identifier) @call
     (scoped_identifier name: (identifier) @call)
     (generic_function function: [(identifier) @call (scoped_identifier name: (identifier) @call)])
   ] @_function) @report
 (#names? @_function "*dangerous_insecure_decode" "*insecure_decode" "*insecure_disable_signature_validation")
 (#not-name-match? @_function "^self::"))

((assignment_expression
   left: (field_expression field: (field_identifier) @call)
   right: (boolean_literal) @_value) @report
 (#eq? @call "validate_exp")
 (#eq? @_value "false"))

((field_initializer field: (field_identifier) @call value: (boolean_literal) @_value) @report
 (#eq? @call "validate_exp")
 (#eq? @_value "false"))
