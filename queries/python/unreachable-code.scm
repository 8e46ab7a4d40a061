(block [(return_statement) (raise_statement) (break_statement) (continue_statement)] @exit . (_) @report)
