; Syntax colours of JavaScript and TypeScript: see src/syntax/highlight.rs for the classes.
(identifier) @variable
(property_identifier) @property
(function_declaration name: (identifier) @function)
(generator_function_declaration name: (identifier) @function)
(function_expression name: (identifier) @function)
(method_definition name: (property_identifier) @function)
(call_expression function: (identifier) @function)
(call_expression function: (member_expression property: (property_identifier) @function))
(new_expression constructor: (identifier) @constructor)
(type_identifier) @type
(predefined_type) @type
[(true) (false) (null) (undefined)] @constant
(number) @number
(comment) @comment
(string) @string
(template_string) @string
(regex) @string
(escape_sequence) @escape
(template_substitution) @embedded
(decorator) @attribute
[(this) (super)] @keyword
[
  "abstract" "as" "async" "await" "break" "case" "catch" "class" "const" "continue" "debugger" "declare" "default"
  "delete" "do" "else" "enum" "export" "extends" "finally" "for" "from" "function" "get" "if" "implements" "import"
  "in" "instanceof" "interface" "is" "keyof" "let" "namespace" "new" "of" "private" "protected" "public" "readonly"
  "return" "satisfies" "set" "static" "switch" "target" "throw" "try" "type" "typeof" "var" "void" "while" "with" "yield"
] @keyword
