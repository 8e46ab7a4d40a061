; What an import brings in: see src/facts/bindings.rs for what each capture means.
(using_directive !name [(identifier) (qualified_name)] @all)
(using_directive name: (identifier) @alias (qualified_name) @path)
