([
  (binary_operator left: (list . [(list) (dictionary) (set) (list_comprehension)
      (binary_operator left: (list) operator: "*") (call function: (identifier) @_type arguments: (argument_list . ")"))] @inner .)
    operator: "*" right: (_) @_times)
  (binary_operator left: (_) @_times
    operator: "*" right: (list . [(list) (dictionary) (set) (list_comprehension)
      (binary_operator left: (list) operator: "*") (call function: (identifier) @_type arguments: (argument_list . ")"))] @inner .))
 ] @report @list
 (#not-eq? @_times "1")
 (#any-of? @_type "list" "dict" "set" "defaultdict" "deque" "Counter" "OrderedDict" "bytearray"))
((call function: (attribute object: (identifier) @_dict attribute: (identifier) @_fromkeys)
   arguments: (argument_list (_) . [(list) (dictionary) (set)
      (call function: (identifier) @_type arguments: (argument_list . ")"))] @inner .)) @report @list
 (#any-of? @_dict "dict" "OrderedDict")
 (#eq? @_fromkeys "fromkeys")
 (#any-of? @_type "list" "dict" "set" "defaultdict" "deque" "Counter" "OrderedDict" "bytearray"))
