((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @source @report))
 (#calls? @_name "pickle.load" "pickle.loads" "cPickle.load" "cPickle.loads" "_pickle.load" "_pickle.loads"
   "cloudpickle.load" "cloudpickle.loads" "dill.load" "dill.loads" "marshal.load" "marshal.loads" "*.cPickle.loads"
   "jsonpickle.loads" "jsonpickle.decode")
 (#tainted? @source pickle))
