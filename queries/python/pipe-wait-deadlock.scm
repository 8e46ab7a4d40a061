((assignment
   left: (identifier) @name
   right: (call
     function: [(identifier) (attribute)] @_new
     arguments: (argument_list (keyword_argument name: (identifier) @_pipe value: [(attribute) (identifier)] @_value))) @start) @report
 (#any-of? @_pipe "stdout" "stderr")
 (#calls? @_new "subprocess.Popen" "*.Popen" "Popen")
 (#not-calls? @_new "self.*")
 (#names? @_value "subprocess.PIPE" "*.PIPE" "PIPE")
 (#not-names? @_value "self.*"))
