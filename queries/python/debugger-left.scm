((call function: (identifier) @_name arguments: (argument_list) @_none) @report
 (#eq? @_name "breakpoint")
 (#eq? @_none "()")
 (#not-file-match? "def breakpoint\\b|breakpointhook"))
((call function: (attribute object: (_) @_module attribute: (identifier) @_name)) @report
 (#match? @_module "^(pdb|ipdb|pudb|epdb|wdb|bdb|rpdb|remote_pdb|debugpy|IPython|pydevd|pydevd_pycharm|celery\\.contrib\\.rdb|rdb)$")
 (#match? @_name "^(set_trace|settrace|breakpoint|embed)$")
 (#not-file-match? "def set_trace\\b"))
