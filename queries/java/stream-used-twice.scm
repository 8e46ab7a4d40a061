((local_variable_declaration declarator: (variable_declarator name: (identifier) @stream @report))
 (#type? @stream "java.util.stream.Stream" "java.util.stream.IntStream" "java.util.stream.LongStream"
   "java.util.stream.DoubleStream"))
