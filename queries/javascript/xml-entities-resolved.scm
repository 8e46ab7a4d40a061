((pair key: (property_identifier) @_key value: (true)) @report
 (#any-of? @_key "noent" "replaceEntities")
 (#file-match? "libxml"))
