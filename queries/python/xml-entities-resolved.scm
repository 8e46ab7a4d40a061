((keyword_argument name: (identifier) @_name value: [(true) (false)] @_value) @report
 (#match? @report "^(resolve_entities\\s*=\\s*True|no_network\\s*=\\s*False|load_dtd\\s*=\\s*True)$"))
((call
   function: (attribute attribute: (identifier) @_set)
   arguments: (argument_list . (_) @_feature . [(true) (integer)] @_on)) @report
 (#eq? @_set "setFeature")
 (#any-of? @_on "True" "1")
 (#names? @_feature "*.feature_external_ges" "*.feature_external_pes" "feature_external_ges" "feature_external_pes")
 (#not-names? @_feature "self.*"))
