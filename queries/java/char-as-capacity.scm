((object_creation_expression type: (_) @type arguments: (argument_list . (character_literal) @sign .)) @report
 (#any-of? @type "StringBuilder" "StringBuffer"))
