((call_expression function: (scoped_identifier) @call arguments: (arguments . ")")) @report
 (#match? @call "(^|::)(CorsLayer|Cors)::(very_)?permissive$"))
