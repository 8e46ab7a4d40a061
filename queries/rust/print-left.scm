; Not in programs, examples and build scripts, which print to be read, nor for what went wrong.
((macro_invocation
   macro: [(identifier) (scoped_identifier)] @_print
   (token_tree . (string_literal) @_text)) @report
 (#match? @_text "(?i)^\"(debug:? *)?[*=>#! ]*([a-z_][\\w.]*\\s*(=|:|->)?\\s*)?\\{[a-z_]*:#?\\?\\}[.!]?\"$|^\"[*=># ]*(here|got here|debug|asdf|foo|xxx+|reached|test)\\s*\\d*[!. ]*\"$")
 (#not-match? @_text "(?i)error|warn|fail")
 (#names? @_print "std::println" "std::eprintln" "std::print")
 (#not-match? @report "(?i)^[\\w:]+!.*(err|elapsed|verbose|unsupported)")
 (#not-path-match? "(^|/)((main|build|cli)\\.rs$|(examples?|bin|xtask|tools|(ra_)?cli|fuzz|scripts|docs|commands|cmd|vdev)(/|$)|[^/]*bench)")
 (#not-file-match? "fn main\\(\\)")
 (#not-symbol-match? @report "(print|dump|show|debug|display|usage)[^.]*$")
 (#not-around-match? @report branch "^if [^{]*(verbose|debug)")
 (#not-has-ancestor? @report macro_definition))
