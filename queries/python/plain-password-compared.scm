((comparison_operator
   [(attribute) (subscript)] @stored
   operators: ["==" "!="]
   [(identifier) (attribute) (subscript) (call)] @_given) @report
 (#match? @stored "(?i)\\b(db_)?(user|account|member|row|record|admin|customer|person|found)(\\.|\\[[\"'])(password|passwd)\\b([\"']\\])?$")
 (#match? @_given "(?i)\\b(password|passwd|pwd|pass)\\b")
 (#not-match? @_given "(?i)old|previous|hash"))
((comparison_operator
   [(identifier) (attribute) (subscript) (call)] @_given
   operators: ["==" "!="]
   [(attribute) (subscript)] @stored) @report
 (#match? @stored "(?i)\\b(db_)?(user|account|member|row|record|admin|customer|person|found)(\\.|\\[[\"'])(password|passwd)\\b([\"']\\])?$")
 (#match? @_given "(?i)\\b(password|passwd|pwd|pass)\\b")
 (#not-match? @_given "(?i)old|previous|hash|user|account"))
