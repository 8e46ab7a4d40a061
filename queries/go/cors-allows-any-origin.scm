((keyed_element key: (literal_element (identifier) @_key) value: (literal_element (true))) @report @_pair
 (#eq? @_key "AllowCredentials")
 (#any-sibling? @_pair "^AllowAllOrigins:\\s*true|^(AllowOrigins|AllowedOrigins):\\s*\\[\\]string\\{\\s*\"\\*\"|^AllowOriginFunc:\\s*func\\([^)]*\\) bool \\{\\s*return true"))
