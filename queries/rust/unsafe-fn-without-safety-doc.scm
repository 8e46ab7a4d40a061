; Nothing above a public unsafe function speaks of safety.
((function_item
   (visibility_modifier) @_visibility
   (function_modifiers) @_modifiers
   name: (identifier) @name @report)
 (#eq? @_visibility "pub")
 (#match? @_modifiers "\\bunsafe\\b")
 (#not-explained? @name "(?i)safety| safe |is safe|sound|lifetime|outlive|send/sync|target_feature"))
