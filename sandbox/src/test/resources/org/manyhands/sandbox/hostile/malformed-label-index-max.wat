;; expect: refused invalid
;; A branch out of 2^31 - 1 blocks.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\0a\01\08\00\0c\ff\ff\ff\ff\07\0b" ;; code)
