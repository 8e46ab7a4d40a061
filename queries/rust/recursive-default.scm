(impl_item
  trait: (type_identifier) @_trait
  type: (_) @_type
  body: (declaration_list
    (function_item
      body: (block
        (struct_expression
          name: (_) @_name
          body: (field_initializer_list
            (base_field_initializer (call_expression function: (scoped_identifier) @_call) @base) @report))
        .)))
  (#eq? @_trait "Default")
  (#match? @_name "^(Self|[A-Z]\\w*)$")
  (#match? @_call "^(Self|Default)::default$"))
