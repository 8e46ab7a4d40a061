((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report
 (#name-match? @_new "(^|::)Regex(Builder|Set)?::new$")
 (#not-name-match? @_new "^self::")
 (#inside? @report loop)
 (#not-has-ancestor? @report static_item const_item macro_definition))

; A closure that an iterator calls for each element.
((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . [(string_literal) (raw_string_literal)] @pattern .)) @report
 (#name-match? @_new "(^|::)Regex(Builder|Set)?::new$")
 (#not-name-match? @_new "^self::")
 (#argument-match? @report "iter\\(\\).*\\.(map|filter|filter_map|flat_map|for_each|any|all|find|find_map|position|retain|take_while)$")
 (#not-has-ancestor? @report static_item const_item macro_definition))
