((object_creation_expression type: (_) @_type arguments: (argument_list . (_) @source .)) @report
 (#match? @_type "(ObjectInputStream|XMLDecoder)$")
 (#names? @_type "java.io.ObjectInputStream" "java.beans.XMLDecoder")
 (#match? @source "(?i)(socket|request|req|connection|exchange|conn)\\w*(\\(\\))?\\.(getInputStream|getRequestBody)\\(\\)")
 (#not-file-match? "ObjectInputFilter|resolveClass"))
