((call_expression
   function: (identifier) @timer
   arguments: (arguments . (call_expression function: (_) @_called) @call @report . (number)))
 (#any-of? @timer "setTimeout" "setInterval")
 (#not-match? @_called "(?i)bind$|partial|throttle|debounce|create|make|get|curry|wrap|callback|handler|once|fn|factory|build|step|must\\w*"))
