((declaration type: (_) @_owner declarator: (init_declarator value: (argument_list . (new_expression declarator: (new_declarator)) .)) @report)
 (#match? @_owner "<[^\\[\\],]*>$")
 (#not-match? @_owner "<[A-Z]\\w?>$")
 (#names? @_owner "std::unique_ptr*" "std::shared_ptr*" "std::auto_ptr*"))

((call_expression function: (_) @_owner arguments: (argument_list . (new_expression declarator: (new_declarator)) .)) @report
 (#match? @_owner "<[^\\[\\],]*>$")
 (#not-match? @_owner "<[A-Z]\\w?>$")
 (#names? @_owner "std::unique_ptr*" "std::shared_ptr*" "std::auto_ptr*"))
