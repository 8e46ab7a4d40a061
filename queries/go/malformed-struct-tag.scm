((field_declaration tag: (raw_string_literal) @report)
 (#match? @report "^`\\s*\\w+: +\"|^`(json|xml|yaml|db|bson|toml|form|mapstructure)[=:][^\"]|\\b(json|xml|yaml|bson|toml):\"[^\"]*\"[,;]|\\b(json|yaml|bson):\"\\w*, +\\w|\\b(json|xml|yaml|db|bson|toml|form|validate|mapstructure):\"[^\"]*\"\\w+:\""))
