; A pointer made of a borrow; `&mut *raw` borrows what a raw pointer may own.
((call_expression
   function: [(identifier) (scoped_identifier)] @function
   arguments: (arguments . [
     (reference_expression value: [(identifier) (field_expression) (index_expression)]) @borrow
     (type_cast_expression value: (reference_expression value: [(identifier) (field_expression) (index_expression)]) @borrow)
   ])) @report
 (#names? @function
   "std::boxed::Box::from_raw" "std::rc::Rc::from_raw" "std::sync::Arc::from_raw" "std::ffi::CString::from_raw"))
