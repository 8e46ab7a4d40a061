((call
   function: (attribute object: (_) @_archive attribute: (identifier) @report)
   arguments: (argument_list) @_arguments)
 (#eq? @report "extractall")
 (#match? @_archive "(?i)tar")
 (#not-match? @_arguments "filter|members|\\*\\*")
 (#not-file-match? "extraction_filter|commonpath|commonprefix|is_within|is_relative_to|getmembers|data_filter"))
((call
   function: (attribute object: (_) @_archive attribute: (identifier) @report)
   arguments: (argument_list) @_arguments)
 (#eq? @report "extractall")
 (#type? @_archive "tarfile.open" "tarfile.TarFile" "tarfile.TarFile.open")
 (#not-match? @_arguments "filter|members|\\*\\*")
 (#not-file-match? "extraction_filter|commonpath|commonprefix|is_within|is_relative_to|getmembers|data_filter"))
