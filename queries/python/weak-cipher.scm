([
   (attribute) @report
   (call function: (identifier) @report)
   (argument_list (identifier) @report)
 ]
 (#names? @report "*.AES.MODE_ECB" "AES.MODE_ECB" "*.DES.MODE_ECB" "DES.MODE_ECB" "*.DES3.MODE_ECB" "DES3.MODE_ECB"
   "*.Blowfish.MODE_ECB" "Blowfish.MODE_ECB" "*.CAST.MODE_ECB" "CAST.MODE_ECB" "*.ARC2.MODE_ECB" "ARC2.MODE_ECB"
   "*.modes.ECB" "modes.ECB" "*.DES.new" "DES.new" "*.DES3.new" "DES3.new" "*.ARC2.new" "ARC2.new" "*.ARC4.new"
   "ARC4.new" "*.Blowfish.new" "Blowfish.new" "*.algorithms.ARC4" "algorithms.ARC4" "*.algorithms.RC2"
   "algorithms.RC2" "*.algorithms.TripleDES" "algorithms.TripleDES" "*.algorithms.Blowfish" "algorithms.Blowfish"
   "*.algorithms.IDEA" "algorithms.IDEA" "*.algorithms.CAST5" "algorithms.CAST5" "*.algorithms.SEED"
   "algorithms.SEED")
 (#not-names? @report "self.*")
 (#not-has-ancestor? @report list dictionary comparison_operator))
