;; expect: finished 0
;; repeat BYTES 1000: \ff
;; Custom sections before, between and after all others, with odd names.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\00\01\00" ;; custom
  "\01\04\01\60\00\00" ;; types
  "\00\04\03\61\00\62" ;; custom
  "\03\02\01\00" ;; functions
  "\00\05\04\6e\61\6d\65" ;; custom
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\00\08\07\2e\64\65\62\75\67\5f" ;; custom
  "\0a\04\01\02\00\0b" ;; code
  "\00\ea\07\01\78{BYTES}" ;; custom)
