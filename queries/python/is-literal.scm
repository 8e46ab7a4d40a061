((comparison_operator operators: ["is" "is not"] @replace @operator) @report)
