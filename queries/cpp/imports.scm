; What an import brings in: see src/facts/bindings.rs for what each capture means. What a header declares is not known.
(preproc_include path: (_) @root)
(using_declaration "namespace" (_) @all)
(using_declaration (qualified_identifier) @path)
(namespace_alias_definition name: (_) @alias [(nested_namespace_specifier) (namespace_identifier)] @path)
