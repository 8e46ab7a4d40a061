((expression_statement (call function: (identifier) @name @report arguments: (argument_list) @arguments))
 (#any-of? @name "print" "pprint" "ic"))
