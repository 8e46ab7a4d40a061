(assert_statement . [(tuple (_)) (string (string_content)) (concatenated_string)] @report @value)
