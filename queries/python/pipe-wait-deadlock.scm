((assignment
   left: (identifier) @name
   right: (call
     function: [(identifier) (attribute)] @_new
     arguments: (argument_list (keyword_argument name: (identifier) @_pipe value: [(attribute) (identifier)] @_value))) @start) @report
 (#match? @_new "(^|\\.)Popen$")
 (#any-of? @_pipe "stdout" "stderr")
 (#match? @_value "(^|\\.)PIPE$"))
