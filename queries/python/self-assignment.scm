(assignment left: (_) @left right: [(identifier) (attribute) (subscript) (expression_list)] @right) @report
