; What an import brings in: see src/facts/bindings.rs for what each capture means.
(import_spec !name path: (interpreted_string_literal (interpreted_string_literal_content) @path))
(import_spec
  name: (package_identifier) @alias
  path: (interpreted_string_literal (interpreted_string_literal_content) @path))
(import_spec name: (dot) path: (interpreted_string_literal (interpreted_string_literal_content) @all))
