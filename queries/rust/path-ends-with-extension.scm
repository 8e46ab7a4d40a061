((call_expression
   function: (field_expression value: [(identifier) (call_expression)] @_path field: (field_identifier) @_ends_with)
   arguments: (arguments . (string_literal) @suffix .)) @report
 (#eq? @_ends_with "ends_with")
 (#match? @suffix "^\"\\.[a-z0-9]")
 (#not-match? @suffix "(?i)^\"\\.(git\\w*|env|cargo|config|cache|ssh|hg|svn|jj|venv|vscode|idea|github|\\w*rc|\\w*ignore|local|bin|dockerignore)\"$")
 (#type? @_path "std::path::Path" "std::path::PathBuf"))

; The `path()` of a folder's entry, in a file that reads folders and no archives.
((call_expression
   function: (field_expression value: [(identifier) (call_expression)] @_path field: (field_identifier) @_ends_with)
   arguments: (arguments . (string_literal) @suffix .)) @report
 (#eq? @_ends_with "ends_with")
 (#match? @suffix "^\"\\.[a-z0-9]")
 (#not-match? @suffix "(?i)^\"\\.(git\\w*|env|cargo|config|cache|ssh|hg|svn|jj|venv|vscode|idea|github|\\w*rc|\\w*ignore|local|bin|dockerignore)\"$")
 (#value-match? @_path "^\\w*entry\\.path\\(\\)$")
 (#file-match? "read_dir|DirEntry|WalkDir"))
