; What an import brings in: see src/facts/bindings.rs for what each capture means.
(import_declaration [(identifier) (scoped_identifier)] @path .)
(import_declaration [(identifier) (scoped_identifier)] @all (asterisk))
