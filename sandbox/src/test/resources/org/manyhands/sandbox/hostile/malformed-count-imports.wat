;; expect: refused module
;; 2^32 - 1 imports.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\02\05\ff\ff\ff\ff\0f" ;; imports)
