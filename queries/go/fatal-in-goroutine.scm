((call_expression function: (selector_expression operand: (identifier) @test field: (field_identifier) @method) @call) @report
 (#match? @test "^(t|b|tb)$")
 (#match? @method "^(Fatal|Fatalf|FailNow|Skip|Skipf|SkipNow)$")
 (#type? @test "testing.T" "testing.B" "testing.TB")
 (#has-ancestor? @report go_statement)
 (#not-bound-in? @test function))
