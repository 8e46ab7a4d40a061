; Quiet where the type says that the value is itself made of `MaybeUninit`.
((call_expression
   function: (field_expression
     value: (call_expression function: (scoped_identifier) @_uninit)
     field: (field_identifier) @_assume)) @report @call
 (#eq? @_assume "assume_init")
 (#names? @_uninit "std::mem::MaybeUninit::uninit")
 (#not-match? @call "MaybeUninit\\b[^)]*MaybeUninit")
 (#not-file-match? "MaybeUninit<"))

; The type is named in the call, or by the variable it goes to.
((call_expression
   function: (field_expression
     value: (call_expression function: (scoped_identifier) @_uninit)
     field: (field_identifier) @_assume)) @report @call
 (#eq? @_assume "assume_init")
 (#names? @_uninit "std::mem::MaybeUninit::uninit")
 (#not-match? @call "MaybeUninit\\b[^)]*MaybeUninit")
 (#match? @call "::<")
 (#not-around-match? @report assignment "^let[^=]*:[^=]*MaybeUninit"))

((call_expression
   function: (field_expression
     value: (call_expression function: (scoped_identifier) @_uninit)
     field: (field_identifier) @_assume)) @report @call
 (#eq? @_assume "assume_init")
 (#names? @_uninit "std::mem::MaybeUninit::uninit")
 (#not-match? @call "MaybeUninit\\b[^)]*MaybeUninit")
 (#around-match? @report assignment "^let[^=]*:")
 (#not-around-match? @report assignment "^let[^=]*:[^=]*MaybeUninit"))

((call_expression
   function: [(identifier) (scoped_identifier) (generic_function)] @_name
   arguments: (arguments . ")")) @report @call
 (#names? @_name "std::mem::uninitialized")
 (#not-match? @call "MaybeUninit")
 (#not-around-match? @report assignment "^let[^=]*:[^=]*MaybeUninit"))
