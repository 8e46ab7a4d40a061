((call
   function: (attribute) @_run
   arguments: (argument_list . (_) @part @report (keyword_argument name: (identifier) @_shell value: (true))))
 (#eq? @_shell "shell")
 (#calls? @_run "subprocess.run" "subprocess.call" "subprocess.check_call" "subprocess.check_output"
   "subprocess.Popen" "*.subprocess.run" "*.subprocess.call" "*.subprocess.check_call" "*.subprocess.check_output"
   "*.subprocess.Popen")
 (#string-match? @part "\\S")
 (#part? @part shell))
((call
   function: (identifier) @_run
   arguments: (argument_list . (_) @part @report (keyword_argument name: (identifier) @_shell value: (true))))
 (#eq? @_shell "shell")
 (#known-as? @_run "(^|\\.)(run|call|check_call|check_output|Popen)$")
 (#string-match? @part "\\S")
 (#part? @part shell))
((call function: [(identifier) (attribute)] @_run arguments: (argument_list . (_) @part @report))
 (#calls? @_run "os.system" "os.popen" "subprocess.getoutput" "subprocess.getstatusoutput"
   "asyncio.create_subprocess_shell")
 (#string-match? @part "\\S")
 (#part? @part shell))
((list . (string) @_shell . (string) @_flag . (_) @part @report)
 (#match? @_shell "^[\"'](/usr)?(/bin/)?(ba|z|k|da)?sh[\"']$")
 (#match? @_flag "^[\"']-[a-z]*c[\"']$")
 (#string-match? @part "\\S")
 (#part? @part shell))
