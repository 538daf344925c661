;; expect: refused size
;; repeat GLOBALS 1000001: \7f\01\41\00\0b
;; A million and one globals.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\06\c8\96\b1\02\c1\84\3d{GLOBALS}" ;; globals
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code)
