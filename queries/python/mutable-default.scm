; A default that is called a cache is shared on purpose; where the name is bound anew, what is changed may be the new value.
([
   (default_parameter name: (identifier) @name
     value: [(list) (dictionary) (set) (list_comprehension) (dictionary_comprehension) (set_comprehension) (call) @_made] @default)
   (typed_default_parameter name: (identifier) @name
     value: [(list) (dictionary) (set) (list_comprehension) (dictionary_comprehension) (set_comprehension) (call) @_made] @default)
 ] @report
 (#not-match? @name "cache|memo|registry")
 (#calls? @_made "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.deque" "collections.Counter"
   "collections.OrderedDict")
 (#not-rebound? @name)
 (#happens? @name changed escapes))
