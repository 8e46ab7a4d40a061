((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @data @report))
 (#match? @_name "^((flask|self|web|shortcuts)\\.)?(redirect|HttpResponseRedirect|HttpResponsePermanentRedirect|RedirectResponse|HTTPFound|HTTPSeeOther)$"))
