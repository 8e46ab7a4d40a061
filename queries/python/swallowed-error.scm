; `try: import x` fails mostly where the clause says so.
((try_statement body: (_) @_tried
   (except_clause "except" @report . (block . [(pass_statement) (continue_statement) (expression_statement . (ellipsis) .)] .)) @_clause)
 (#not-has-descendant? @_tried "import_statement" "import_from_statement" "future_import_statement")
 (#not-symbol-match? @_clause "(^|\\.)(__del__|__exit__|__aexit__|close|shutdown)$")
 (#not-explained? @_clause below))
((try_statement body: (_) @_tried
   (except_clause "except" @report . value: [(identifier) @_class (as_pattern . (identifier) @_class)] @report
     . (block . [(pass_statement) (continue_statement) (expression_statement . (ellipsis) .)] .)) @_clause)
 (#names? @_class "Exception" "BaseException")
 (#not-has-descendant? @_tried "import_statement" "import_from_statement" "future_import_statement")
 (#not-symbol-match? @_clause "(^|\\.)(__del__|__exit__|__aexit__|close|shutdown)$")
 (#not-explained? @_clause below))
