((decorated_definition
   (decorator [(identifier) (attribute) (call function: [(identifier) (attribute)])] @decorator) @report
   definition: (function_definition parameters: (parameters . [(identifier) (typed_parameter)] @_self)))
 (#match? @decorator "^(functools\\.)?(lru_cache|cache)\\b")
 (#match? @_self "^self\\b")
 (#inside? @report class))
