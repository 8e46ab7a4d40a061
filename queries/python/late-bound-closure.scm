(lambda) @report @closure
(function_definition name: (identifier) @report) @closure
