; What an import brings in: see src/facts/bindings.rs for what each capture means. A file that is required says nowhere
; which names it brings.
((call method: (identifier) @_require arguments: (argument_list . (string (string_content) @all)))
 (#any-of? @_require "require" "require_relative" "load"))
