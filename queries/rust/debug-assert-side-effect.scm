((macro_invocation
   macro: [(identifier) (scoped_identifier)] @assert
   (token_tree "." . (identifier) @method @report . (token_tree)) @_tokens)
  (#not-match? @_tokens "\\.pop\\w*\\([^()]*\\)\\.is_none\\(\\)")
  (#match? @method "^(insert|remove|swap_remove|pop|push|push_str|pop_front|pop_back|push_back|push_front|retain|drain|clear|extend|truncate|fetch_add|fetch_sub|fetch_or|fetch_and|compare_exchange|write_all|send|try_send|read_exact)$")
  (#names? @assert "std::debug_assert" "std::debug_assert_eq" "std::debug_assert_ne"))
