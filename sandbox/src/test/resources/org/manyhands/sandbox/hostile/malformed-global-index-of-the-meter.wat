;; expect: refused invalid
;; Sets the global after its last, which in the product is the meter's.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\06\06\01\7e\01\42\00\0b" ;; globals
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\0e\01\0c\00\42\ff\00\24\01\03\40\0c\00\0b\0b" ;; code)
