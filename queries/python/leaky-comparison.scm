((comparison_operator . (_) @left @signature operators: ["==" "!="] . (_) @_right .) @report
 (#not-fixed? @left)
 (#not-fixed? @_right)
 (#part-calls? @signature "hmac.new*" "hmac.digest" "HMAC" "*.HMAC"))
((comparison_operator . (_) @left operators: ["==" "!="] . (_) @_right @signature .) @report
 (#not-fixed? @left)
 (#not-fixed? @_right)
 (#part-calls? @signature "hmac.new*" "hmac.digest" "HMAC" "*.HMAC"))
