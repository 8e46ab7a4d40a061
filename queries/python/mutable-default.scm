([
   (default_parameter name: (_) @name value: (_) @default)
   (typed_default_parameter name: (_) @name value: (_) @default)
 ] @report
 (#match? @default "^[\\[{]"))
([
   (default_parameter name: (_) @name value: (call) @default)
   (typed_default_parameter name: (_) @name value: (call) @default)
 ] @report
 (#calls? @default "list" "dict" "set" "bytearray" "collections.defaultdict" "collections.OrderedDict"
   "collections.Counter" "collections.deque" "defaultdict" "OrderedDict" "Counter" "deque"))
