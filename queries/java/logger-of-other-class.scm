((class_declaration
   name: (_) @_class
   body: (class_body (field_declaration declarator: (variable_declarator value: (method_invocation
     name: (identifier) @_get
     arguments: (argument_list . (class_literal (type_identifier) @other) @report .))))))
 (#any-of? @_get "getLogger" "getLog" "getInstance")
 (#not-eq? @_class @other)
 (#not-symbol-match? @report "\\.")
 (#not-defined? @other)
 (#names? @_get "org.slf4j.LoggerFactory.getLogger" "org.apache.logging.log4j.LogManager.getLogger"
   "org.apache.commons.logging.LogFactory.getLog" "io.netty.util.internal.logging.InternalLoggerFactory.getInstance"
   "org.apache.log4j.Logger.getLogger"))
