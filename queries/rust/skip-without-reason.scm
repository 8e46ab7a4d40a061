((attribute_item (attribute . (identifier) @_ignore .)) @report
 . [(attribute_item) (line_comment) (block_comment)]*
 . (function_item name: (identifier) @_name body: (block) @_body)
 (#eq? @_ignore "ignore")
 (#not-match? @_body "^\\{\\s*(//|/\\*)")
 (#not-explained? @_name))
