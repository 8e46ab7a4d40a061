((call_expression
   function: (field_expression value: (_) @flag field: (field_identifier) @_store)
   arguments: (arguments . (boolean_literal) @_value . (_) @_ordering)) @report
  (#eq? @_store "store")
  (#eq? @_value "true")
  (#match? @_ordering "Relaxed$")
  (#match? @flag "(?i)(^|[._])(is_)?(ready|init|initiali[sz]ed|published|loaded|populated|filled|available)$"))
