((comparison_operator .
   [(string) (concatenated_string) (integer) (float) (list) (dictionary) (set) (tuple)
     (unary_operator argument: [(integer) (float)])] @literal
   . operators: "is" @replace @operator . (_) .) @report
 (#set! equals "=="))
((comparison_operator . (_) . operators: "is" @replace @operator .
   [(string) (concatenated_string) (integer) (float) (list) (dictionary) (set) (tuple)
     (unary_operator argument: [(integer) (float)])] @literal .) @report
 (#set! equals "=="))
((comparison_operator .
   [(string) (concatenated_string) (integer) (float) (list) (dictionary) (set) (tuple)
     (unary_operator argument: [(integer) (float)])] @literal
   . operators: "is not" @replace @operator . (_) .) @report
 (#set! equals "!="))
((comparison_operator . (_) . operators: "is not" @replace @operator .
   [(string) (concatenated_string) (integer) (float) (list) (dictionary) (set) (tuple)
     (unary_operator argument: [(integer) (float)])] @literal .) @report
 (#set! equals "!="))
