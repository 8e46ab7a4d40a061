((call
   function: (attribute object: (identifier) @_yaml attribute: (identifier) @_name) @report @call
   arguments: (argument_list) @_arguments)
 (#eq? @_yaml "yaml")
 (#any-of? @_name "load" "load_all")
 (#not-match? @_arguments "Loader|\\*\\*")
 (#not-match? @_arguments "(?s)^\\(.*,\\s*\\w+\\s*,?\\s*\\)$")
 (#file-match? "(?m)^\\s*import yaml\\b|import.*,\\s*yaml\\b")
 (#not-file-match? "ruamel|yaml\\s*=\\s*"))
((call
   function: (attribute object: (identifier) @_yaml attribute: (identifier) @_name) @report @call
   arguments: (argument_list) @_arguments)
 (#eq? @_yaml "yaml")
 (#any-of? @_name "load" "load_all")
 (#match? @_arguments "[ ,.=](Unsafe|CUnsafe)?Loader\\s*,?\\s*\\)$")
 (#not-file-match? "class Loader\\b|as Loader\\b|\\bLoader\\s*=\\s*\\w*[.]?C?(Safe|Base|Full)?Loader\\b[^)]*$"))
((call function: (attribute object: (identifier) @_yaml attribute: (identifier) @_name) @report @call)
 (#eq? @_yaml "yaml")
 (#any-of? @_name "unsafe_load" "unsafe_load_all"))
