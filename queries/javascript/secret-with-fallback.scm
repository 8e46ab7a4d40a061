((binary_expression left: (member_expression) @name operator: ["||" "??"] right: (string (string_fragment)) @fallback @report)
 (#match? @name "(?i)process\\.env\\.\\w*(secret_?key|(jwt|session|app|signing|token|webhook|cookie|auth)_secret|signing_key|encryption_key|(jwt|session|cookie|csrf)_key|^secret)$"))
