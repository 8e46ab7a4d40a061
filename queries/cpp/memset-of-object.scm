((call_expression function: (_) @_set arguments: (argument_list . (this) @object)) @report
 (#calls? @_set "memset" "std::memset" "bzero"))

((call_expression function: (_) @_set arguments: (argument_list . (pointer_expression operator: "&" argument: (identifier) @object))) @report
 (#calls? @_set "memset" "std::memset" "bzero" "memcpy" "std::memcpy")
 (#declared? @object "^(std::)?(string|vector<.*>|map<.*>|set<.*>|unique_ptr<.*>|shared_ptr<.*>|function<.*>|mutex|thread|deque<.*>|list<.*>) \\w+$"))
