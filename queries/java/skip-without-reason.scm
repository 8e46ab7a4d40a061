((marker_annotation name: (_) @_name) @report
 (#match? @_name "(Disabled|Ignore)$")
 (#names? @_name "org.junit.jupiter.api.Disabled" "org.junit.Ignore" "org.testng.annotations.Ignore")
 (#not-explained? @report))
((annotation name: (_) @_name arguments: (annotation_argument_list) @_none) @report
 (#match? @_none "^\\(\\s*(\"\")?\\s*\\)$")
 (#names? @_name "org.junit.jupiter.api.Disabled" "org.junit.Ignore" "org.testng.annotations.Ignore"))
