;; expect: refused module
;; A section that claims 2 GiB less one.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\ff\ff\ff\ff\07\01\00")
