((call function: [(identifier) (attribute)] @report arguments: (argument_list) @_arguments)
 (#not-match? @_arguments "timeout|\\*\\*")
 (#calls? @report "requests.get" "requests.post" "requests.put" "requests.patch" "requests.delete" "requests.head"
   "requests.options" "requests.request"))
((call function: (attribute) @report arguments: (argument_list) @_arguments)
 (#not-match? @_arguments "timeout|\\*\\*")
 (#calls? @report "requests.Session().get" "requests.Session().post" "requests.Session().put"
   "requests.Session().patch" "requests.Session().delete" "requests.Session().head" "requests.Session().options"
   "requests.Session().request" "requests.session().get" "requests.session().post" "requests.session().put"
   "requests.session().patch" "requests.session().delete" "requests.session().head" "requests.session().options"
   "requests.session().request")
 (#not-file-match? "Adapter"))
