((method_invocation
   object: (_) @left
   name: (identifier) @_equals
   arguments: (argument_list . [(identifier) (field_access)] @right .)) @report
 (#eq? @_equals "equals")
 (#type? @left "String")
 (#type? @right "Integer" "Long" "Short" "Double" "Float" "Boolean" "Character" "int" "long" "short" "double" "float" "boolean" "char"
   "StringBuilder" "StringBuffer" "java.util.List" "java.util.Set" "java.util.Map" "java.util.UUID" "java.util.Date"
   "java.net.URI" "java.net.URL" "java.io.File" "java.nio.file.Path" "java.util.Optional"))
((method_invocation
   object: [(identifier) (field_access)] @left
   name: (identifier) @_equals
   arguments: (argument_list . [(identifier) (field_access) (string_literal) (decimal_integer_literal)] @right .)) @report
 (#eq? @_equals "equals")
 (#type? @left "Integer")
 (#type? @right "String" "Long" "Short" "Double" "Float" "long" "short" "double" "float" "java.util.UUID"))
((method_invocation
   object: [(identifier) (field_access)] @left
   name: (identifier) @_equals
   arguments: (argument_list . [(identifier) (field_access) (string_literal)] @right .)) @report
 (#eq? @_equals "equals")
 (#type? @left "Long")
 (#type? @right "String" "Integer" "Short" "Double" "Float" "int" "short" "double" "float" "java.util.UUID"))
((method_invocation
   object: [(identifier) (field_access)] @left
   name: (identifier) @_equals
   arguments: (argument_list . (decimal_integer_literal) @right .)) @report
 (#eq? @_equals "equals")
 (#not-match? @right "[lL]$")
 (#type? @left "Long" "Short" "String" "java.math.BigDecimal" "java.math.BigInteger"))
((method_invocation
   object: (identifier) @left
   name: (identifier) @_equals
   arguments: (argument_list . (identifier) @right .)) @report
 (#eq? @_equals "equals")
 (#value-match? @left "^\\w+\\s*(\\[\\s*\\]\\s*)+$")
 (#value-match? @right "^\\w+\\s*(\\[\\s*\\]\\s*)+$"))
