;; expect: refused invalid
;; The data count section names 2^31 - 1.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0c\05\ff\ff\ff\ff\07" ;; number of data segments
  "\0a\04\01\02\00\0b" ;; code
  "\0b\04\01\01\01\61" ;; data)
