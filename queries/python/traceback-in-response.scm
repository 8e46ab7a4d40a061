((call function: (attribute object: (identifier) @_module attribute: (identifier) @_name)) @report
 (#eq? @_module "traceback")
 (#any-of? @_name "format_exc" "format_exception" "format_tb" "format_stack"))
