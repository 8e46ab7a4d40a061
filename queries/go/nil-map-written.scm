((var_spec name: (identifier) @map type: (map_type) !value) @report
 (#within? @report function))
