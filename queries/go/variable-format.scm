; A wrapper passes on the format that it is given itself.
((call_expression
   function: [(selector_expression) (identifier)] @call
   arguments: (argument_list . [(identifier) (selector_expression) (call_expression)] @report .))
 (#names? @call
   "fmt.Printf" "fmt.Errorf" "fmt.Sprintf" "log.Printf" "log.Fatalf" "log.Panicf" "*.Errorf" "*.Fatalf" "*.Infof" "*.Warnf"
   "*.Warningf" "*.Debugf" "*.Logf")
 (#not-fixed? @report)
 (#not-value-match? @report "^[\"`]|(?i)format|fmt|template|tmpl")
 (#not-names? @call "self.*")
 (#value-match? @report "(?i)\\.Error\\(\\)$|\\.String\\(\\)$|msg|message|text|output|body|string\\("))
