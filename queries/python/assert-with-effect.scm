([
  (call function: (attribute attribute: (identifier) @_method))
  (call function: (identifier) @_function)
 ] @report @call
 (#any-of? @_method "pop" "popitem" "popleft" "acquire" "release" "write" "writelines" "send" "sendall" "recv"
   "readline" "unlink" "remove" "discard" "commit" "execute" "connect" "wait")
 (#has-ancestor? @report "assert_statement")
 (#names? @_function "next"))
