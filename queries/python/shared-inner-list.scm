([
  (binary_operator left: (list . [(list) (dictionary) (set) (list_comprehension)
      (binary_operator left: (list) operator: "*") (call function: [(identifier) (attribute)] @_type arguments: (argument_list . ")"))] @inner .)
    operator: "*" right: (_) @_times)
  (binary_operator left: (_) @_times
    operator: "*" right: (list . [(list) (dictionary) (set) (list_comprehension)
      (binary_operator left: (list) operator: "*") (call function: [(identifier) (attribute)] @_type arguments: (argument_list . ")"))] @inner .))
 ] @report @list
 (#not-eq? @_times "1")
 (#names? @_type "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.OrderedDict"
   "collections.Counter" "collections.deque" "defaultdict" "OrderedDict" "Counter" "deque"))
((call function: [(identifier) (attribute)] @_fromkeys
   arguments: (argument_list (_) . [(list) (dictionary) (set)
      (call function: [(identifier) (attribute)] @_type arguments: (argument_list . ")"))] @inner .)) @report @list
 (#calls? @_fromkeys "dict.fromkeys" "collections.OrderedDict.fromkeys" "OrderedDict.fromkeys")
 (#names? @_type "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.OrderedDict"
   "collections.Counter" "collections.deque" "defaultdict" "OrderedDict" "Counter" "deque"))
