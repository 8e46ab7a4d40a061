((call_expression
   function: (_) @_verify
   arguments: (arguments (object (pair key: (property_identifier) @_key value: (_) @_value) @report)))
 (#any-of? @_key "ignoreExpiration" "algorithms")
 (#match? @_value "^true$|[\"']none[\"']")
 (#known-as? @_verify "(?i)(jwt|jsonwebtoken)\\.(verify|decode)$"))
