((call_expression function: (_) @call arguments: (argument_list . (_) @_text)) @report
 (#calls? @call "std::stoi" "std::stol" "std::stoll" "std::stoul" "std::stoull" "std::stod" "std::stof")
 (#not-within? @report try)
 (#not-around-match? @report function "isdigit|all_of|regex|find_first_not_of|catch")
 (#not-match? @_text "^\"|argv"))
