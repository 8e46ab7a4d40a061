((field_declaration name: (field_identifier) @name tag: (raw_string_literal) @_tag) @report
 (#match? @name "^[a-z]")
 (#match? @_tag "\\b(json|xml|yaml|bson|toml):\"[^-\"]"))
