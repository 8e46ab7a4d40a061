((call
   function: [(attribute) (identifier)] @_run
   arguments: (argument_list . (_) @command @report (keyword_argument name: (identifier) @_shell value: (true))))
 (#match? @_run "^(subprocess\\.)?(run|call|check_call|check_output|Popen)$")
 (#eq? @_shell "shell"))
((call function: (attribute) @_run arguments: (argument_list . (_) @command @report))
 (#any-of? @_run
   "os.system" "os.popen" "subprocess.getoutput" "subprocess.getstatusoutput" "asyncio.create_subprocess_shell"))
((list . (string) @_shell . (string) @_flag . (_) @command @report)
 (#match? @_shell "^[\"'](/usr)?(/bin/)?(ba|z|k|da)?sh[\"']$")
 (#match? @_flag "^[\"']-[a-z]*c[\"']$"))
