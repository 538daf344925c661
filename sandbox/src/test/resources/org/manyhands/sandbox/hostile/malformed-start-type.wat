;; expect: refused invalid
;; A start function with a parameter.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\08\02\60\00\00\60\01\7f\00" ;; types
  "\03\03\02\00\01" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\08\01\01" ;; start
  "\0a\07\02\02\00\0b\02\00\0b" ;; code)
