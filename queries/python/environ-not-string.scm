((assignment left: (subscript value: (attribute object: (identifier) @_os attribute: (identifier) @_environ))
   right: [(integer) (float) (true) (false) (none) (list) (dictionary)] @value) @report
 (#eq? @_os "os") (#eq? @_environ "environ"))
((call function: (attribute object: (attribute object: (identifier) @_os attribute: (identifier) @_environ)
                            attribute: (identifier) @_method)
   arguments: (argument_list (_) . [(integer) (float) (true) (false) (none) (list) (dictionary)] @value)) @report
 (#eq? @_os "os") (#eq? @_environ "environ") (#eq? @_method "setdefault"))
