; The first use of the process is to wait for it: what tells about it reads nothing.
((assignment
   left: (identifier) @name @report
   right: (call
     function: [(identifier) (attribute)] @_new
     arguments: (argument_list (keyword_argument name: (identifier) @_pipe value: [(attribute) (identifier)] @_value))))
 (#any-of? @_pipe "stdout" "stderr")
 (#calls? @_new "subprocess.Popen" "*.Popen" "Popen")
 (#not-calls? @_new "self.*")
 (#names? @_value "subprocess.PIPE" "*.PIPE" "PIPE")
 (#not-names? @_value "self.*")
 (#uses-match? @report "^(?:\\.(?:pid|poll|returncode|args)(?:\\(\\))?\n)*\\.wait(?:\\(\\))?\n"))
