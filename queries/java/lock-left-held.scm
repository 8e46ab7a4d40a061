((block
   (expression_statement (method_invocation
     object: (_) @lock
     name: (identifier) @_lock
     arguments: (argument_list) @_none) @report) .
   (_) @_between
   (expression_statement (method_invocation object: (_) @_same name: (identifier) @_unlock)))
 (#any-of? @_lock "lock" "lockInterruptibly")
 (#eq? @_unlock "unlock")
 (#eq? @_none "()")
 (#same? @lock @_same)
 (#has-descendant? @_between method_invocation)
 (#not-kind-eq? @_between try_statement line_comment block_comment)
 (#not-match? @_between "^\\w+(\\.\\w+)*\\.unlock\\(\\)"))
