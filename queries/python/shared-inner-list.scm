((assignment left: (_) @_target right: [
     (binary_operator left: (list . [(list) (dictionary) (set) (list_comprehension) (binary_operator left: (list) operator: "*") (call arguments: (argument_list . ")")) @_made] @inner .) operator: "*" right: (_) @_times)
     (binary_operator left: (_) @_times operator: "*" right: (list . [(list) (dictionary) (set) (list_comprehension) (binary_operator left: (list) operator: "*") (call arguments: (argument_list . ")")) @_made] @inner .))
     (call function: (attribute) @_fromkeys arguments: (argument_list (_)
       . [(list) (dictionary) (set) (call arguments: (argument_list . ")")) @_made] @inner .))
   ] @report @list)
 (#not-eq? @_times "1")
 (#calls? @_fromkeys "dict.fromkeys" "collections.OrderedDict.fromkeys")
 (#calls? @_made "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.deque" "collections.Counter"
   "collections.OrderedDict")
 (#happens? @_target item-changed))
((return_statement [
     (binary_operator left: (list . [(list) (dictionary) (set) (list_comprehension) (binary_operator left: (list) operator: "*") (call arguments: (argument_list . ")")) @_made] @inner .) operator: "*" right: (_) @_times)
     (binary_operator left: (_) @_times operator: "*" right: (list . [(list) (dictionary) (set) (list_comprehension) (binary_operator left: (list) operator: "*") (call arguments: (argument_list . ")")) @_made] @inner .))
     (call function: (attribute) @_fromkeys arguments: (argument_list (_)
       . [(list) (dictionary) (set) (call arguments: (argument_list . ")")) @_made] @inner .))
   ] @report @list)
 (#not-eq? @_times "1")
 (#calls? @_fromkeys "dict.fromkeys" "collections.OrderedDict.fromkeys")
 (#calls? @_made "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.deque" "collections.Counter"
   "collections.OrderedDict"))
