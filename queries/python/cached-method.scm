((decorated_definition
   (decorator (_) @decorator @_made) @report
   definition: (function_definition parameters: (parameters . [(identifier) (typed_parameter)] @_self)))
 (#match? @_self "^self\\b")
 (#names? @_made "*.lru_cache" "*.lru_cache()" "functools.cache" "lru_cache" "lru_cache()" "cache")
 (#not-names? @_made "self.*")
 (#inside? @report class))
