;; expect: refused size
;; repeat TYPES 1000001: \00
;; repeat BODIES 1000001: \02\00\0b
;; A million and one functions.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\c4\84\3d\c1\84\3d{TYPES}" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\c6\8d\b7\01\c1\84\3d{BODIES}" ;; code)
