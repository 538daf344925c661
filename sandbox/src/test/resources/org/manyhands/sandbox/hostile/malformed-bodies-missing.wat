;; expect: refused module
;; Two functions, one body.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\03\02\00\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code)
