(binary_operator left: [(string) (concatenated_string)] @format operator: "%"
  right: [(tuple) (dictionary) (string) (concatenated_string) (integer) (float)] @values) @report
((call function: (attribute object: [(string) (concatenated_string)] @format attribute: (identifier) @_method)
       arguments: (argument_list) @values) @report
 (#eq? @_method "format"))
