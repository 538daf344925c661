;; expect: finished 0
;; engines: compiled
;; repeat LABELS 65520: \00
;; A br_table of as many targets as are allowed.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\80\80\04\01\fc\ff\03\00\02\40\41\07\0e\f0\ff\03{LABELS}\00\0b\0b" ;; code)
