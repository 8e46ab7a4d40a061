((call function: [(identifier) (attribute)] @_sub
   arguments: (argument_list . (_) . (_) . (_) . [(identifier) (attribute) (binary_operator)] @report @flags))
 (#calls? @_sub "re.sub" "re.subn" "regex.sub" "regex.subn")
 (#has-name? @flags "re.A" "re.ASCII" "re.I" "re.IGNORECASE" "re.L" "re.LOCALE" "re.M" "re.MULTILINE" "re.S"
   "re.DOTALL" "re.U" "re.UNICODE" "re.X" "re.VERBOSE" "regex.A" "regex.ASCII" "regex.I" "regex.IGNORECASE" "regex.L"
   "regex.LOCALE" "regex.M" "regex.MULTILINE" "regex.S" "regex.DOTALL" "regex.U" "regex.UNICODE" "regex.X"
   "regex.VERBOSE"))
((call function: [(identifier) (attribute)] @_split
   arguments: (argument_list . (_) . (_) . [(identifier) (attribute) (binary_operator)] @report @flags))
 (#calls? @_split "re.split" "regex.split")
 (#has-name? @flags "re.A" "re.ASCII" "re.I" "re.IGNORECASE" "re.L" "re.LOCALE" "re.M" "re.MULTILINE" "re.S"
   "re.DOTALL" "re.U" "re.UNICODE" "re.X" "re.VERBOSE" "regex.A" "regex.ASCII" "regex.I" "regex.IGNORECASE" "regex.L"
   "regex.LOCALE" "regex.M" "regex.MULTILINE" "regex.S" "regex.DOTALL" "regex.U" "regex.UNICODE" "regex.X"
   "regex.VERBOSE"))
