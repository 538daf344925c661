;; expect: refused module
;; An element segment of kind 8.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\04\04\01\70\00\01" ;; tables
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\09\07\01\08\41\00\0b\01\00" ;; elements
  "\0a\04\01\02\00\0b" ;; code)
