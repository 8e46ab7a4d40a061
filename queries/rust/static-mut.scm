; `static mut` that this program defines; those of foreign code are as they are.
((static_item (mutable_specifier) name: (identifier) @name @report)
 (#not-has-ancestor? @report foreign_mod_item))
