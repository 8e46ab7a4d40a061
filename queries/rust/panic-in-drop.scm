; `drop` of an `impl Drop` can panic, and does not ask whether the thread panics already. Taking a value out of an
; `Option` that only `drop` empties cannot fail.
((call_expression
   function: (field_expression value: (_) @_before field: (field_identifier) @call)) @report
  (#any-of? @call "unwrap" "expect")
  (#has-ancestor? @report "impl_item")
  (#not-match? @_before "\\.(take|as_mut|as_ref)\\(\\)$")
  (#symbol-match? @report "(^|\\.)drop$")
  (#around? @report function function_item)
  (#implements? @report "std::ops::Drop")
  (#not-around-match? @report function "panicking\\(\\)"))
