((assert_statement . (_) @_condition) @report
 (#match? @_condition "(^|[. ])(is_admin|is_staff|is_superuser|is_authenticated|is_authorized|is_owner|has_perms?|has_permissions?|has_role|has_access|check_permissions?|check_password|verify_password)(\\([^=<>]*\\))?$"))
