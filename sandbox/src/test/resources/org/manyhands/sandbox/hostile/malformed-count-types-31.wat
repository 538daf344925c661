;; expect: refused module
;; 2^31 - 1 types, of which there is none.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\05\ff\ff\ff\ff\07" ;; types)
