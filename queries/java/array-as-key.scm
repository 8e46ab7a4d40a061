((object_creation_expression type: (generic_type (type_identifier) @type (type_arguments . (array_type) @key)) @report)
 (#any-of? @type "HashMap" "HashSet" "LinkedHashMap" "LinkedHashSet" "ConcurrentHashMap"))
