([
   (expression_statement
     [
       (try_expression
         (call_expression
           function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
           arguments: (arguments . ")")))
       (call_expression
         function: (field_expression
           value: (call_expression
             function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
             arguments: (arguments . ")"))
           field: (field_identifier) @_unwrap))
     ] @report)
   (let_declaration
     pattern: "_"
     value: (call_expression
       function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
       arguments: (arguments . ")")) @report)
   (let_declaration
     pattern: "_"
     value: (try_expression
       (call_expression
         function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
         arguments: (arguments . ")"))) @report)
 ]
  (#eq? @_spawn "spawn")
  (#any-of? @_unwrap "unwrap" "expect" "ok")
  (#name-match? @_command "^(std::)?(process::)?Command(::\\w+)?\\(\\)"))
; A variable that is asked for its number alone.
((let_declaration
   pattern: (identifier) @_child
   value: [
     (try_expression
       (call_expression
         function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
         arguments: (arguments . ")")))
     (call_expression
       function: (field_expression
         value: (call_expression
           function: (field_expression value: (_) @_command field: (field_identifier) @_spawn)
           arguments: (arguments . ")"))
         field: (field_identifier) @_unwrap))
   ] @report)
  (#eq? @_spawn "spawn")
  (#any-of? @_unwrap "unwrap" "expect")
  (#name-match? @_command "^(std::)?(process::)?Command(::\\w+)?\\(\\)")
  (#not-uses-match? @_child "(?m)^([^.]|\\.[^i]|\\.i[^d]|\\.id\\w)"))
