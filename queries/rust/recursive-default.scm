((impl_item
   trait: [(type_identifier) (scoped_type_identifier)] @_trait
   type: (_)
   body: (declaration_list
     (function_item
       body: (block
         (struct_expression
           name: (_) @_name
           body: (field_initializer_list
             (base_field_initializer (call_expression function: (scoped_identifier) @_call) @base) @report))
         .))))
  (#match? @_name "^(Self|[A-Z]\\w*)$")
  (#name-match? @_call "^(self::\\w+|std::default::Default)::default$")
  (#names? @_trait "std::default::Default"))
