((call function: (attribute attribute: (identifier) @_method)
   arguments: (argument_list . (string) @option
     (keyword_argument name: (identifier) @_type value: [(identifier) (attribute)] @_bool) @report))
 (#eq? @_method "add_argument") (#eq? @_type "type") (#names? @_bool "bool"))
