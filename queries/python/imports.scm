; What an import brings in: see src/facts/bindings.rs for what each capture means.
(import_statement name: (dotted_name . (identifier) @root))
(import_statement name: (aliased_import name: (dotted_name) @path alias: (identifier) @alias))
(import_from_statement module_name: (_) @from name: (dotted_name) @path)
(import_from_statement module_name: (_) @from name: (aliased_import name: (dotted_name) @path alias: (identifier) @alias))
(import_from_statement module_name: (_) @all (wildcard_import))
(future_import_statement "__future__" @from name: (dotted_name) @path)
