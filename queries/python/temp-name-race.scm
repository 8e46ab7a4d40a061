((call function: (attribute object: (identifier) @_module attribute: (identifier) @_name) @report)
 (#eq? @_module "tempfile")
 (#eq? @_name "mktemp"))
