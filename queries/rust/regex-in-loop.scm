; The check tells what is run for each element.
((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report
 (#match? @_new "(^|::)Regex(Builder|Set)?::new$"))
