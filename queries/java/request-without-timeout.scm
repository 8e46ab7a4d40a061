((method_invocation name: (identifier) @_new) @report
 (#eq? @_new "newHttpClient")
 (#calls? @report "java.net.http.HttpClient.newHttpClient")
 (#not-file-match? "(?i)\\.timeout\\("))
((object_creation_expression type: (_) @_type arguments: (argument_list) @_none) @report
 (#eq? @_none "()")
 (#names? @_type "org.springframework.web.client.RestTemplate")
 (#not-file-match? "(?i)timeout|setRequestFactory"))
((method_invocation name: (identifier) @_open arguments: (argument_list) @_none) @report
 (#any-of? @_open "openConnection" "openStream")
 (#eq? @_none "()")
 (#names? @_open "java.net.URL().openConnection" "java.net.URL().openStream")
 (#not-file-match? "(?i)timeout|getResource|jar:|JarURL|classpath"))
