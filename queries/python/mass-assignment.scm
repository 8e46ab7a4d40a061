((call
   function: (attribute attribute: (identifier) @_name) @callee
   arguments: (argument_list (dictionary_splat (_) @_source) @report))
 (#any-of? @_name "create" "update" "filter" "filter_by" "exclude" "get_or_create" "update_or_create" "insert")
 (#match? @_source "^(self\\.)?request\\.(json|form|values|args|POST|GET|data|get_json|query_params)\\b"))
((call
   function: (identifier) @callee
   arguments: (argument_list (dictionary_splat (_) @_source) @report))
 (#match? @callee "^[A-Z]")
 (#not-match? @callee "(Schema|Form|Request|Input|Params|Payload|Serializer|Dto|DTO|Query|Command)$")
 (#match? @_source "^(self\\.)?request\\.(json|form|values|args|POST|GET|data|get_json|query_params)\\b")
 (#file-match? "session\\.add\\(|\\.save\\(\\)|session\\.merge\\("))
((call
   function: (attribute attribute: (identifier) @_name) @callee
   arguments: (argument_list (dictionary_splat (attribute) @_source) @report))
 (#any-of? @_name "create" "update" "filter" "filter_by" "exclude" "get_or_create" "update_or_create" "insert")
 (#names? @_source "flask.request.json" "flask.request.form" "flask.request.values" "flask.request.args"))
