((call_expression function: (selector_expression) @call arguments: (argument_list . (interpreted_string_literal) . (interpreted_string_literal) @_key .)) @report
 (#names? @call "log/slog.Debug" "log/slog.Info" "log/slog.Warn" "log/slog.Error"))
((call_expression function: (selector_expression) @call arguments: (argument_list
   . (interpreted_string_literal) . (interpreted_string_literal) . (_) . (interpreted_string_literal) @_key .)) @report
 (#names? @call "log/slog.Debug" "log/slog.Info" "log/slog.Warn" "log/slog.Error" "log/slog.Logger().*" "log/slog.New().*" "log/slog.Default().*"))
((call_expression function: (selector_expression field: (field_identifier) @call) arguments: (argument_list
   . (interpreted_string_literal) @_msg . (interpreted_string_literal) . (interpreted_string_literal) @_key .)) @report
 (#eq? @call "Log")
 (#eq? @_msg "\"msg\""))
