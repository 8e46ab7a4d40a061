; What an import brings in: see src/facts/bindings.rs for what each capture means. What a header declares is not known.
(preproc_include path: (_) @root)
