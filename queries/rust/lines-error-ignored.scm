((call_expression
   function: (field_expression
     value: (call_expression
       function: (field_expression field: (field_identifier) @_lines)
       arguments: (arguments . ")"))
     field: (field_identifier) @method @report)
   arguments: (arguments) @_arguments)
  (#eq? @_lines "lines")
  (#match? @method "^(filter_map|flat_map|flatten)$")
  (#match? @_arguments "^\\(\\s*((std::result::)?Result::ok|\\|(\\w+)\\|\\s*\\w+\\.ok\\(\\))?\\s*\\)$")
  (#file-match? "\\b(BufRead|BufReader|StdinLock|stdin|AsyncBufReadExt|io::prelude)\\b"))
