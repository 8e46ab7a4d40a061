((call function: [(identifier) @_class (attribute attribute: (identifier) @_class)]
   arguments: (argument_list (keyword_argument name: (identifier) @_target value: (call function: (_) @_function) @report @call)))
 (#any-of? @_class "Thread" "Process")
 (#eq? @_target "target")
 (#not-match? @_function "(?i)(partial|wrap|make|build|create|factory|bind|decor|context|getattr|copy)"))
