((call_expression
   function: (field_expression value: (_) @base field: (field_identifier) @_join)
   arguments: (arguments . (string_literal) @path .)) @report
 (#any-of? @_join "join" "push")
 (#match? @path "^\"/[A-Za-z0-9_.]")
 (#match? @base "(?i)(^|[._])(path|dir|root_dir|folder|cwd|home|tmp_dir|tempdir|manifest_dir|path_buf)(\\(\\)\\??)?(\\.(clone|as_path|to_path_buf)\\(\\))?$|(Path::new|PathBuf::from)\\([^()]*\\)$|\\.path\\(\\)$|_(path|dir)$|temp_dir\\(\\)$")
 (#not-match? @base "(?i)url|uri"))
