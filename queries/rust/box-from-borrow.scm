; A pointer made of a borrow; `&mut *raw` borrows what a raw pointer may own.
((call_expression
   function: (scoped_identifier) @function
   arguments: (arguments . [
     (reference_expression value: [(identifier) (field_expression) (index_expression)]) @borrow
     (type_cast_expression value: (reference_expression value: [(identifier) (field_expression) (index_expression)]) @borrow)
   ])) @report
 (#match? @function "(^|::)(Box|Rc|Arc|CString)::from_raw$"))
