;; expect: refused invalid
;; Code that cannot run must have types, too.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\0b\01\09\00\00\41\00\42\00\6a\1a\0b" ;; code)
