((binary_expression left: (identifier) @name operator: ["<" ">="] right: (number_literal) @_zero) @report
 (#match? @_zero "^0[uUlL]*$")
 (#declared? @name "^(const |static |register )*(size_t|std::size_t|uint\\d+_t|unsigned( (int|char|short|long|long long))?) \\w+$")
 (#not-explained? @report))
