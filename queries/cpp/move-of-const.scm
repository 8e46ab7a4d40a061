((call_expression function: (_) @_move arguments: (argument_list . (identifier) @name .)) @report
 (#calls? @_move "std::move")
 (#declared? @name "^const [^*]*$|^[^*]* const &?\\s*\\w+$")
 (#not-declared? @name "&&"))
