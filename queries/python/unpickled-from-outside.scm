((call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name)
   arguments: (argument_list . (_) @data @report))
 (#any-of? @_module "pickle" "cPickle" "cloudpickle" "dill" "marshal" "jsonpickle")
 (#any-of? @_name "load" "loads" "decode"))
