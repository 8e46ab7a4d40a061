((generic_function
   function: (scoped_identifier name: (identifier) @_zeroed)
   type_arguments: (type_arguments . (_) @type)) @report
 (#eq? @_zeroed "zeroed")
 (#match? @type "^(&|(unsafe )?(extern .*)?fn\\b|(std::\\w+::|core::\\w+::|alloc::\\w+::)?((Box|Vec|VecDeque|Rc|Arc|NonNull|HashMap|HashSet|BTreeMap|NonZero)<|(String|PathBuf|OsString|CString|NonZero[UI]\\w+)$))"))

((let_declaration
   type: (_) @type
   value: (unsafe_block (block . (call_expression function: (scoped_identifier name: (identifier) @_zeroed)) @report)))
 (#eq? @_zeroed "zeroed")
 (#match? @type "^(&|(unsafe )?(extern .*)?fn\\b|(std::\\w+::|core::\\w+::|alloc::\\w+::)?((Box|Vec|VecDeque|Rc|Arc|NonNull|HashMap|HashSet|BTreeMap|NonZero)<|(String|PathBuf|OsString|CString|NonZero[UI]\\w+)$))"))
