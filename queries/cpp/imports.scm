; What an import of C++ brings in, beside those of C: see src/facts/bindings.rs for what each capture means.
(using_declaration "namespace" (_) @all)
(using_declaration (qualified_identifier) @path)
(namespace_alias_definition name: (_) @alias [(nested_namespace_specifier) (namespace_identifier)] @path)
