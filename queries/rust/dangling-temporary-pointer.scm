; The pointer of a temporary, in a variable, a field or a closure's result.
((call_expression
   function: (field_expression
     value: [(call_expression) (try_expression) (macro_invocation)] @temporary
     field: (field_identifier) @_as_ptr)) @report
 (#any-of? @_as_ptr "as_ptr" "as_mut_ptr")
 (#has-parent? @report let_declaration type_cast_expression closure_expression field_initializer assignment_expression)
 (#not-has-parent? @report arguments)
 (#name-match? @temporary "^(std::)?(ffi::)?CString::new\\(\\)(\\.(unwrap|expect|unwrap_or_default)\\(\\))?$|^std::(string::String::from|vec::Vec::from|boxed::Box::new|format|vec)\\(\\)$|\\.(to_string|to_vec|to_owned|into_bytes|into_owned|into_boxed_slice|into_boxed_str)\\(\\)$"))
