((expression_statement (method_invocation name: (identifier) @_name arguments: (argument_list . (_) .)) @report)
 (#any-of? @_name "assertThat" "verify")
 (#calls? @report "org.assertj.core.api.Assertions.assertThat" "com.google.common.truth.Truth.assertThat"
   "org.assertj.core.api.AssertionsForClassTypes.assertThat" "org.mockito.Mockito.verify"))
((expression_statement (method_invocation name: (identifier) @_name arguments: (argument_list . (_) . (_) .)) @report)
 (#eq? @_name "verify")
 (#calls? @report "org.mockito.Mockito.verify"))
