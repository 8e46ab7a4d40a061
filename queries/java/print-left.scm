; Values and marks such as "here"; what has three words or more is for people, unless it has such a mark.
((expression_statement
   (method_invocation
     object: (field_access object: (identifier) @_system field: (identifier) @_stream) @name
     name: (identifier) @_print
     arguments: (argument_list (_) @_printed) @_arguments) @report)
 (#eq? @_system "System")
 (#any-of? @_stream "out" "err")
 (#any-of? @_print "println" "print" "printf")
 (#names? @_system "System")
 (#texts-match? @_arguments "(?s)^\\s*(?:[^\\s\\pL]+\\s+)*(?:[^\\s\\pL]+|\\S*\\pL\\S*(?:\\s+[^\\s\\pL]+)*(?:\\s+\\S*\\pL\\S*(?:\\s+[^\\s\\pL]+)*)?)?\\s*$|(?i:\\bdebug|\\bhere\\b|xxx|!!!|>>>|<<<|===|---|\\*\\*\\*|\\btodo\\b|\\bfoo\\b)")
 (#not-symbol-match? @report "(?i)print|show|display|dump|report|usage|help|main|(^|\\.)run|log|debug|demo|example|verbos|cli|console|trace|warn|echo|status|progress|banner|output|emit|version|info|stat|profil|bench|command|shell|sample|tool|test")
 (#not-guarded? @report "(?i)verbos|debug|interactive|quiet|show|print|silent|trace|log|dry|warn|profil|tty")
 (#not-path-match? "(?i)(?:^|/)(?:[\\w-]*(?:cli|script|command|example|demo|doc|bench|tool|sample|tutorial|template|fixture|plugin)[\\w-]*|bin|cmd|console|main\\.java|test|tests|testing|shell|debug\\w*|profil\\w*|log\\w*)(?:\\.java|/)")
 (#not-file-match? "(?s)(?:System\\.(?:out|err)\\.print.*?){6}")
 (#not-file-match? "static void main\\(|@Command\\b|\\bScanner\\(System\\.in"))
