((assignment left: (subscript value: [(identifier) (attribute)] @_environ)
   right: [(integer) (float) (true) (false) (none) (list) (dictionary)] @value) @report
 (#names? @_environ "os.environ"))
((call function: (attribute object: [(identifier) (attribute)] @_environ attribute: (identifier) @_method)
   arguments: (argument_list (_) . [(integer) (float) (true) (false) (none) (list) (dictionary)] @value)) @report
 (#eq? @_method "setdefault") (#names? @_environ "os.environ"))
