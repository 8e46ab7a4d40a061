; Values and marks such as "here", in code that otherwise prints nothing; what has a sentence is for people.
((expression_statement (call_expression
   function: [(selector_expression) (identifier)] @_print
   arguments: (argument_list) @_arguments)) @report
 (#names? @_print "fmt.Println" "fmt.Printf" "fmt.Print" "println" "print")
 (#match? @_arguments "(?i)^\\(\\s*\"([*=>#!-]{2,}|here|got here|debug|test|foo|xxx+|reached|aaa+)[^\" ]*( ?[0-9]*)(\\\\n)?\"|^\\(\\s*\"(\\w+|%#?v|%\\+v)( ?[:=]* ?%\\+?#?v)?(\\\\n)?\", \\w[\\w.]*\\)$")
 (#not-match? @_arguments "(?i)err|usage|version")
 (#not-symbol-match? @report "(?i)print|show|display|dump|report|usage|help|main|run|log|debug|write|output|cmd|exec|example|version|info|stat|list|String$")
 (#not-guarded? @report "(?i)verbose|debug|trace|print|show|quiet|dry")
 (#not-path-match? "(?i)(^|/)(main\\.go|cmd|cli|tools?|scripts?|examples?|demo|hack|internal/tools|magefile\\w*|mage|gen\\w*|command\\w*|commands)(/|\\.go|$)|_gen\\.go$")
 (#not-file-match? "(?m)^func main\\(\\)|go:build ignore|spf13/cobra|urfave/cli|^package (main|cmd)")
 (#not-file-match? "(?s)(fmt\\.Print.*?){4}"))
((call_expression function: (selector_expression) @report)
 (#names? @report "github.com/davecgh/go-spew/spew.Dump" "github.com/k0kubun/pp.Println" "github.com/kr/pretty.Println")
 (#not-guarded? @report "(?i)verbose|debug|trace|print|dump")
 (#not-symbol-match? @report "(?i)print|show|display|dump|debug"))
