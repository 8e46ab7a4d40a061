((array_access
   array: (_) @array
   index: (field_access object: (_) @_same field: (identifier) @_length)) @report
 (#eq? @_length "length")
 (#same? @array @_same))
