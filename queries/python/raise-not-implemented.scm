(raise_statement
  [
    (identifier) @replace
    (call function: (identifier) @replace)
  ] @report
  (#eq? @replace "NotImplemented") (#names? @replace "NotImplemented"))
