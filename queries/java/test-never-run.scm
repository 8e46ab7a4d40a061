((method_declaration (modifiers (marker_annotation name: (_) @_test) ["private" "static"] @what @report))
 (#names? @_test "org.junit.jupiter.api.Test" "org.junit.Test"))
