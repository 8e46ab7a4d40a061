((impl_item
   trait: [(type_identifier) @trait (scoped_type_identifier name: (type_identifier) @trait)] @report
   type: (type_identifier) @type)
  (#eq? @trait "Ord")
  (#annotated? @type "(?s)\\bderive\\b.*\\bPartialOrd\\b")
  (#not-annotated? @type "(?s)\\bderive\\b.*\\bOrd\\b")
  (#not-file-match? "derive_ord_xor_partial_ord")
  (#set! derived "PartialOrd"))

((impl_item
   trait: [(type_identifier) @trait (scoped_type_identifier name: (type_identifier) @trait)] @report
   type: (type_identifier) @type)
  (#eq? @trait "PartialOrd")
  (#annotated? @type "(?s)\\bderive\\b.*\\bOrd\\b")
  (#not-annotated? @type "(?s)\\bderive\\b.*\\bPartialOrd\\b")
  (#not-file-match? "derive_ord_xor_partial_ord")
  (#set! derived "Ord"))
