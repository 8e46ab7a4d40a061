((call function: [(identifier) (attribute)] @_class
   arguments: (argument_list (keyword_argument name: (identifier) @_target value: (call function: (_) @_function) @report @call)))
 (#eq? @_target "target")
 (#not-match? @_function "(?i)(partial|wrap|make|build|create|factory|bind|decor|context|getattr|copy)")
 (#calls? @_class "threading.Thread" "multiprocessing.Process" "*.Thread" "*.Process" "Thread" "Process")
 (#not-calls? @_class "self.*"))
