; A reference or a pointer to a function is never zero.
((generic_function
   function: [(identifier) (scoped_identifier)] @_zeroed
   type_arguments: (type_arguments . (_) @type)) @report
 (#names? @_zeroed "std::mem::zeroed")
 (#match? @type "^(&|(unsafe )?(extern .*)?fn\\b)"))

((let_declaration
   type: (_) @type
   value: (unsafe_block (block . (call_expression function: [(identifier) (scoped_identifier)] @_zeroed) @report)))
 (#names? @_zeroed "std::mem::zeroed")
 (#match? @type "^(&|(unsafe )?(extern .*)?fn\\b)"))

; Nor is a type that holds one.
((generic_function
   function: [(identifier) (scoped_identifier)] @_zeroed
   type_arguments: (type_arguments . (_) @type)) @report
 (#names? @_zeroed "std::mem::zeroed")
 (#name-match? @type "^std::(boxed::Box|vec::Vec|collections::\\w+|rc::Rc|sync::Arc|ptr::NonNull|string::String|path::PathBuf|ffi::(OsString|CString)|num::NonZero\\w*)$"))

((let_declaration
   type: (_) @type
   value: (unsafe_block (block . (call_expression function: [(identifier) (scoped_identifier)] @_zeroed) @report)))
 (#names? @_zeroed "std::mem::zeroed")
 (#name-match? @type "^std::(boxed::Box|vec::Vec|collections::\\w+|rc::Rc|sync::Arc|ptr::NonNull|string::String|path::PathBuf|ffi::(OsString|CString)|num::NonZero\\w*)$"))
