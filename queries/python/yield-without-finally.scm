((decorated_definition
   (decorator [(identifier) (attribute)] @_decorator)
   definition: (function_definition) @function) @report
 (#names? @_decorator "*.contextmanager" "*.asynccontextmanager" "contextmanager" "asynccontextmanager")
 (#not-names? @_decorator "self.*"))
