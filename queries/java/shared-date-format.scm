((field_declaration
   (modifiers) @_modifiers
   type: (_) @type
   declarator: (variable_declarator name: (_) @report))
 (#match? @_modifiers "\\bstatic\\b")
 (#match? @type "DateFormat$|Calendar$")
 (#names? @type "java.text.SimpleDateFormat" "java.text.DateFormat" "java.util.Calendar" "java.util.GregorianCalendar")
 (#not-file-match? "\\bsynchronized\\b|\\.clone\\(\\)"))
