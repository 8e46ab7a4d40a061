((call_expression
   function: (member_expression property: (property_identifier) @_on)
   arguments: (arguments . (string) @_event . [
     (arrow_function parameters: (formal_parameters . (required_parameter pattern: (identifier) @_message)) body: (statement_block (lexical_declaration (variable_declarator value: (call_expression function: (_) @_parse arguments: (arguments . (_) @_parsed)) @report))))
     (arrow_function parameter: (identifier) @_message body: (statement_block (lexical_declaration (variable_declarator value: (call_expression function: (_) @_parse arguments: (arguments . (_) @_parsed)) @report))))
     (function_expression parameters: (formal_parameters . (required_parameter pattern: (identifier) @_message)) body: (statement_block (lexical_declaration (variable_declarator value: (call_expression function: (_) @_parse arguments: (arguments . (_) @_parsed)) @report))))
   ]))
 (#any-of? @_on "on" "once")
 (#match? @_event "^[\"']message[\"']$")
 (#calls? @_parse "JSON.parse")
 (#file-match? "(?i)\\bws\\b|websocket|mqtt|redis|dgram|amqp"))
