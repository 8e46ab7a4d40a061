((function_item
   (visibility_modifier) @_visibility
   (function_modifiers) @_modifiers
   name: (identifier) @name @report)
 (#eq? @_visibility "pub")
 (#match? @_modifiers "\\bunsafe\\b"))
