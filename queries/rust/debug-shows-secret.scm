((attribute_item) @_derive . [(attribute_item) (line_comment)]* . (struct_item
   name: (type_identifier) @struct
   body: (field_declaration_list
     (field_declaration name: (field_identifier) @field @report type: (_) @_type)))
 (#match? @_derive "^#\\[derive\\([^)]*\\bDebug\\b")
 (#match? @field "^(\\w+_)?(password|passwd|passphrase|secret|secret_key|api_key|private_key|access_token|refresh_token|auth_token)$")
 (#match? @_type "^(Option<)?(&('\\w+ )?str|String|Cow<'\\w+, str>|Vec<u8>)>?$"))
