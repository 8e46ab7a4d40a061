((rescue !body) @report
 (#match? @report "^rescue\\s*(=>\\s*\\w+\\s*)?$|^rescue\\s+(StandardError|Exception)(\\s*=>\\s*\\w+)?\\s*$")
 (#not-explained? @report below))
