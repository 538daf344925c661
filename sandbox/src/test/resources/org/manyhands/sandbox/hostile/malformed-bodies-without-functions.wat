;; expect: refused module
;; A body that no function has.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\0a\04\01\02\00\0b" ;; code)
