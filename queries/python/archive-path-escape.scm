((call
   function: (attribute object: (_) @_archive attribute: (identifier) @report)
   arguments: (argument_list) @_arguments)
 (#eq? @report "extractall")
 (#match? @_archive "(?i)tar")
 (#not-match? @_arguments "filter|members|\\*\\*")
 (#not-file-match? "extraction_filter|commonpath|commonprefix|is_within|is_relative_to|getmembers|data_filter"))
((with_statement
   (with_clause (with_item value: (as_pattern (call function: (attribute object: (identifier) @_module))
     alias: (as_pattern_target (identifier) @_name))))
   body: (block (expression_statement (call
     function: (attribute object: (identifier) @_archive attribute: (identifier) @report)
     arguments: (argument_list) @_arguments))))
 (#eq? @_module "tarfile")
 (#eq? @report "extractall")
 (#eq? @_name @_archive)
 (#not-match? @_archive "(?i)tar")
 (#not-match? @_arguments "filter|members|\\*\\*")
 (#not-file-match? "extraction_filter|commonpath|commonprefix|is_within|is_relative_to|getmembers|data_filter"))
