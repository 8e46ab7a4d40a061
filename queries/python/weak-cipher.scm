((attribute) @report
 (#match? @report "^((AES|DES|DES3|Blowfish|CAST|ARC2)\\.MODE_ECB|modes\\.ECB|(DES|DES3|ARC2|ARC4|Blowfish)\\.new|algorithms\\.(ARC4|RC2|TripleDES|Blowfish|IDEA|CAST5|SEED))$")
 (#not-has-ancestor? @report list dictionary comparison_operator))
