((call_expression function: (scoped_identifier) @call arguments: (arguments . ")")) @report
 (#names? @call
   "tower_http::cors::CorsLayer::permissive" "tower_http::cors::CorsLayer::very_permissive" "actix_cors::Cors::permissive"))
