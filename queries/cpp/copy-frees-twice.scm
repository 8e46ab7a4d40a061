; A base class may forbid copies.
((class_specifier name: (type_identifier) @name @report . body: (field_declaration_list) @_body)
 (#match? @_body "(?s)~\\w+\\s*\\(\\s*(void)?\\)[^;{]*\\{[^}]*\\b(delete\\b|free\\s*\\()")
 (#not-match? @_body "operator\\s*=[^=]|(?i)noncopy|disallow|disable_copy|no_copy|\\b(const\\s+)?\\w+\\s*&\\s*\\)|\\(\\s*(const\\s+)?\\w+(<[^>]*>)?(\\s+const)?\\s*&+\\s*\\w*\\s*\\)\\s*(=\\s*delete|;|:|\\{)"))
