((source_file
   (inner_attribute_item
     (attribute (identifier) @_allow arguments: (token_tree) @what)) @report)
 (#eq? @_allow "allow")
 (#match? @what "\\b(warnings|unused|dead_code|unused_(variables|imports|must_use|mut|assignments)|unreachable_code|clippy::(all|correctness|suspicious))\\b")
 (#not-match? @what "reason\\s*="))
