;; expect: refused module
;; 2^32 - 1 tables.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\04\05\ff\ff\ff\ff\0f" ;; tables)
