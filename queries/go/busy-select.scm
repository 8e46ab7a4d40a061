((for_statement . "for" . body: (block (statement_list . (select_statement (default_case . "default" . ":" .) @report) .))))
