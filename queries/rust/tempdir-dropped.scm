((call_expression
   function: (field_expression
     value: (call_expression
       function: (field_expression value: [(try_expression) (call_expression)] @temporary field: (field_identifier) @_path)
       arguments: (arguments . ")"))
     field: (field_identifier) @_copy)) @report
 (#eq? @_path "path")
 (#any-of? @_copy "to_path_buf" "to_owned" "join" "into" "with_extension")
 (#has-parent? @report let_declaration block return_expression try_expression)
 (#name-match? @temporary "^((tempfile|tempdir)::)?(tempdir|TempDir::(new|with_prefix)|NamedTempFile::new|Builder::new\\(\\).*)\\(\\)(\\.(unwrap|expect)\\(\\))?$"))
