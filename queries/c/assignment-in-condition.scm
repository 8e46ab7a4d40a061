((if_statement condition: (_ (assignment_expression operator: "=" right: (_) @_value) @report))
 (#match? @_value "^(-?\\d\\w*|NULL|nullptr|true|false|TRUE|FALSE|'.*'|\".*\")$"))

((while_statement condition: (_ (assignment_expression operator: "=" right: (_) @_value) @report))
 (#match? @_value "^(-?\\d\\w*|NULL|nullptr|true|false|TRUE|FALSE|'.*'|\".*\")$"))
