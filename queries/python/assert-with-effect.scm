([
  (call function: (attribute attribute: (identifier) @_method))
  (call function: (identifier) @_function)
 ] @report @call
 (#any-of? @_method "pop" "popitem" "popleft" "acquire" "release" "write" "writelines" "send" "sendall" "recv"
   "readline" "unlink" "remove" "discard" "commit" "execute" "connect" "wait")
 (#eq? @_function "next")
 (#has-ancestor? @report "assert_statement"))
