((call_expression function: (selector_expression) @_notify arguments: (argument_list . (identifier) @channel)) @report
 (#names? @_notify "os/signal.Notify")
 (#value-match? @channel "^make\\(chan os\\.Signal\\)$"))
