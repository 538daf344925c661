;; expect: refused module
;; A br_table that claims 2^32 - 1 targets.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\11\01\0f\00\02\40\41\00\0e\ff\ff\ff\ff\0f\00\00\0b\0b" ;; code)
