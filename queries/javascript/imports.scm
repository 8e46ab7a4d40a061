; What an import brings in: see src/facts/bindings.rs for what each capture means.
(import_statement (import_clause (identifier) @alias) source: (string (string_fragment) @path))
(import_statement (import_clause (namespace_import (identifier) @alias)) source: (string (string_fragment) @path))
(import_statement
  (import_clause (named_imports (import_specifier name: (identifier) @path !alias)))
  source: (string (string_fragment) @from))
(import_statement
  (import_clause (named_imports (import_specifier name: (identifier) @path alias: (identifier) @alias)))
  source: (string (string_fragment) @from))
(import_statement (import_require_clause (identifier) @alias source: (string (string_fragment) @path)))

((variable_declarator
   name: (identifier) @alias
   value: (call_expression function: (identifier) @_require arguments: (arguments . (string (string_fragment) @path) .)))
 (#eq? @_require "require"))
((variable_declarator
   name: (object_pattern (shorthand_property_identifier_pattern) @path)
   value: (call_expression function: (identifier) @_require arguments: (arguments . (string (string_fragment) @from) .)))
 (#eq? @_require "require"))
((variable_declarator
   name: (object_pattern (pair_pattern key: (property_identifier) @path value: (identifier) @alias))
   value: (call_expression function: (identifier) @_require arguments: (arguments . (string (string_fragment) @from) .)))
 (#eq? @_require "require"))
((variable_declarator
   name: (identifier) @alias
   value: (member_expression
     object: (call_expression function: (identifier) @_require arguments: (arguments . (string (string_fragment) @from) .))
     property: (property_identifier) @path))
 (#eq? @_require "require"))
(variable_declarator
  name: (identifier) @alias
  value: (await_expression (call_expression function: (import) arguments: (arguments . (string (string_fragment) @path) .))))
(variable_declarator
  name: (object_pattern (shorthand_property_identifier_pattern) @path)
  value: (await_expression (call_expression function: (import) arguments: (arguments . (string (string_fragment) @from) .))))
(variable_declarator
  name: (object_pattern (pair_pattern key: (property_identifier) @path value: (identifier) @alias))
  value: (await_expression (call_expression function: (import) arguments: (arguments . (string (string_fragment) @from) .))))
