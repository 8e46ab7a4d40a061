(concatenated_string) @report
