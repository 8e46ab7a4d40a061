(assignment left: [(identifier) (attribute) (subscript)] @left
  right: (expression_list . [(call) (await) (true) (false) (none) (integer) (float)] @value .)) @report
