([
   (default_parameter name: (_) @name value: (_) @default)
   (typed_default_parameter name: (_) @name value: (_) @default)
 ] @report
 (#match? @default "^(\\[|\\{|(list|dict|set|defaultdict|OrderedDict|Counter|deque|bytearray)\\()"))
