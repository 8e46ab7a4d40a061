; By the name of the variable, or by its type.
((call_expression
   function: (field_expression value: (_) @condvar field: (field_identifier) @method)
   arguments: (arguments . (_) @_guard . ")")) @report
  (#eq? @method "wait")
  (#match? @condvar "(?i)(^|[._])(cond|condvar|cvar|cv|condition)[0-9a-z_]*(\\.[01])?$|_(cv|cvar|cond|condvar)(\\.[01])?$")
  (#not-inside? @report loop))

((call_expression
   function: (field_expression value: (_) @condvar field: (field_identifier) @method)
   arguments: (arguments . (_) @_guard . ")")) @report
  (#eq? @method "wait")
  (#type? @condvar "std::sync::Condvar" "parking_lot::Condvar")
  (#not-inside? @report loop))
