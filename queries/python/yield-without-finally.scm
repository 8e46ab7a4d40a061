((decorated_definition
   (decorator [(identifier) (attribute)] @_decorator)
   definition: (function_definition) @function) @report
 (#match? @_decorator "(^|\\.)(async)?contextmanager$"))
