; The check tells whether the equality leaves something out.
((impl_item
   trait: [(type_identifier) @trait (scoped_type_identifier name: (type_identifier) @trait)] @report
   type: (type_identifier) @type) @_impl
  (#eq? @trait "PartialEq")
  (#annotated? @type "(?s)\\bderive\\b.*\\bHash\\b")
  (#not-annotated? @type "(?s)\\bderive\\b.*\\bPartialEq\\b")
  (#not-file-match? "derived_hash_with_manual_eq|derive_hash_xor_eq"))
