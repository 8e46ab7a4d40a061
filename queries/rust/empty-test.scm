((attribute_item (attribute . [(identifier) (scoped_identifier)] @_test .))
 . (attribute_item)*
 . (function_item name: (identifier) @name @report body: (block) @_body)
 (#match? @_test "^(\\w+::)*test$"))
