((call_expression
   function: (member_expression object: (identifier) @_math property: (property_identifier) @_most)
   arguments: (arguments . [(array) (call_expression)] @report .))
 (#eq? @_math "Math")
 (#any-of? @_most "max" "min")
 (#match? @report "^\\[|^(?s:[^(]*)\\.(map|filter|concat|slice)\\(|^Object\\.(values|keys)\\([^()]*\\)$"))
