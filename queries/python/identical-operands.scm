[(comparison_operator) (boolean_operator) (binary_operator)] @report
