(for_expression "for" @report body: (block) @_body)
(while_expression "while" @report body: (block) @_body)
