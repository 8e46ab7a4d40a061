((decorated_definition
   (decorator (_) @decorator @_made) @report
   definition: (function_definition parameters: (parameters . [(identifier) (typed_parameter)] @_self)))
 (#match? @_self "^self\\b")
 (#names? @_made "functools.lru_cache" "functools.lru_cache()" "functools.cache" "lru_cache" "lru_cache()" "cache")
 (#inside? @report class))
