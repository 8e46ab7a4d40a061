((method_invocation
   name: (identifier) @_list
   arguments: (argument_list . (identifier) @array .)) @report
 (#eq? @_list "asList")
 (#calls? @report "java.util.Arrays.asList")
 (#value-match? @array "^(byte|int|long|short|double|float|boolean|char)\\s*\\[\\s*\\]$"))
