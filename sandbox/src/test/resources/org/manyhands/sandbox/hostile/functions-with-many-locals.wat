;; expect: refused size
;; repeat TYPES 101: \00
;; repeat BODIES 101: \06\01\ec\85\03\7f\0b
;; 101 functions of 49,900 locals each.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\66\65{TYPES}" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\c4\05\65{BODIES}" ;; code)
