((call function: [(identifier) (attribute)] @_name arguments: (argument_list) @_none) @report
 (#eq? @_none "()")
 (#names? @_name "breakpoint")
 (#not-file-match? "breakpointhook"))
((call function: [(identifier) (attribute)] @_name) @report
 (#calls? @_name "pdb.set_trace" "ipdb.set_trace" "pudb.set_trace" "epdb.set_trace" "wdb.set_trace" "bdb.set_trace"
   "rpdb.set_trace" "remote_pdb.set_trace" "celery.contrib.rdb.set_trace" "rdb.set_trace"
   "IPython.core.debugger.set_trace" "pdb.Pdb().set_trace" "debugpy.breakpoint" "IPython.embed"
   "IPython.terminal.embed.embed" "pydevd.settrace" "pydevd_pycharm.settrace")
 (#not-file-match? "def set_trace\\b"))
