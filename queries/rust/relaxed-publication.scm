((call_expression
   function: (field_expression value: (_) @flag field: (field_identifier) @_store)
   arguments: (arguments . (boolean_literal) @_value . (_) @_ordering)) @report
  (#eq? @_store "store")
  (#eq? @_value "true")
  (#match? @flag "(?i)(^|[._])(is_)?(ready|init|initiali[sz]ed|published|loaded|populated|filled|available)$")
  (#names? @_ordering "*sync::atomic::Ordering::Relaxed" "portable_atomic::Ordering::Relaxed"))
