; The call makes a future, and a future does nothing until it is awaited.
([
   (expression_statement
     (call_expression
       function: [
         (identifier) @function
         (field_expression value: (self) field: (field_identifier) @function)
         (scoped_identifier name: (identifier) @function)
       ]) @report
     ";")
   (let_declaration
     pattern: "_"
     value: (call_expression
       function: [
         (identifier) @function
         (field_expression value: (self) field: (field_identifier) @function)
         (scoped_identifier name: (identifier) @function)
       ]) @report)
 ]
 (#signature-match? @report "\\basync (unsafe )?fn\\b"))
