((call function: (attribute attribute: (identifier) @method) arguments: (argument_list . (string . (string_start) . (string_content) @letters . (string_end) .) @text .)) @report
 (#any-of? @method "strip" "lstrip" "rstrip"))
