((cast_expression type: (_) @_type value: (identifier) @_value) @report
 (#symbol-match? @report "(^|\\.)equals$")
 (#kind-eq? @_type type_identifier generic_type scoped_type_identifier)
 (#type? @_value "Object")
 (#around-match? @report function "^[^{]*\\bboolean equals\\(\\s*(final\\s+|@\\w+\\s+)*Object\\s+\\w+\\s*\\)")
 (#not-around-match? @report function "instanceof|getClass\\(|isInstance|ClassCastException|isAssignableFrom|super\\.equals|\\.class\\b|[cC]anEqual|\\bis[A-Z]\\w*\\("))
