((binary_expression
   left: [(identifier) (field_access) (method_invocation)] @left
   operator: ["==" "!="] @operator
   right: [(identifier) (field_access) (method_invocation)] @right) @report
 (#type? @left "Integer" "Long" "Short" "Double" "Float")
 (#type? @right "Integer" "Long" "Short" "Double" "Float")
 (#not-name-match? @left "\\.(parse\\w+|\\w+Value|compare|hashCode|bitCount|signum|\\w*Zeros|max|min|sum|doubleToLongBits|floatToIntBits|doubleToRawLongBits|floatToRawIntBits|length)\\(\\)$|[A-Z]_[A-Z]|\\.[A-Z]+$")
 (#not-name-match? @right "\\.(parse\\w+|\\w+Value|compare|hashCode|bitCount|signum|\\w*Zeros|max|min|sum|doubleToLongBits|floatToIntBits|doubleToRawLongBits|floatToRawIntBits|length)\\(\\)$|[A-Z]_[A-Z]|\\.[A-Z]+$"))
