((attribute_item (attribute . (identifier) @_ignore .)) @report
 (#eq? @_ignore "ignore"))
