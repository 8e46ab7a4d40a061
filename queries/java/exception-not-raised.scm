((expression_statement (object_creation_expression type: (_) @_type) @report)
 (#match? @_type "(Exception|Error)$"))
