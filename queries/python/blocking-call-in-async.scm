((call function: (attribute object: (_) @_module attribute: (identifier) @_name) @call) @report
 (#match? @call "^(time\\.sleep|requests\\.(get|post|put|patch|delete|head|options|request)|urllib\\.request\\.urlopen|os\\.(system|wait|waitpid)|subprocess\\.(run|call|check_call|check_output|getoutput|getstatusoutput)|socket\\.(create_connection|getaddrinfo|gethostbyname))$")
 (#inside? @report async))
