((expression_statement (method_invocation
   object: [(identifier) (field_access) (method_invocation)] @object
   name: (identifier) @method)) @report
 (#any-of? @method "trim" "strip" "replace" "replaceAll" "replaceFirst" "substring" "concat" "toLowerCase" "toUpperCase"
   "format" "split" "repeat" "intern")
 (#type? @object "String")
 (#not-name-match? @object "\\.\\w+\\(\\)$"))
((expression_statement (method_invocation object: [(identifier) (field_access)] @object name: (identifier) @method)) @report
 (#any-of? @method "add" "subtract" "multiply" "divide" "negate" "setScale" "pow" "mod" "abs" "plusDays" "plusHours"
   "plusMinutes" "plusSeconds" "plusMonths" "plusYears" "plusMillis" "minusDays" "minusHours" "minusMinutes"
   "minusSeconds" "minusMonths" "minusYears" "plus" "minus" "withDayOfMonth" "withNano" "atZone" "truncatedTo"
   "relativize" "normalize" "toAbsolutePath" "resolveSibling" "orElse" "map" "filter")
 (#type? @object "java.math.BigDecimal" "java.math.BigInteger" "java.time.LocalDate" "java.time.LocalDateTime"
   "java.time.LocalTime" "java.time.Instant" "java.time.Duration" "java.time.ZonedDateTime" "java.time.OffsetDateTime"
   "java.nio.file.Path" "java.util.Optional" "java.util.stream.Stream"))
