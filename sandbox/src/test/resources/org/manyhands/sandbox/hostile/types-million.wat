;; expect: refused size
;; repeat TYPES 1000001: \60\00\00
;; A million and one types.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\c6\8d\b7\01\c1\84\3d{TYPES}" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code)
