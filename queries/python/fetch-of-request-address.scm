((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @data @report))
 (#match? @_name "^((requests|httpx|session|client|http|self\\.(session|client|http))\\.(get|post|put|patch|delete|head)|(urllib\\.request\\.|request\\.)?urlopen)$"))
