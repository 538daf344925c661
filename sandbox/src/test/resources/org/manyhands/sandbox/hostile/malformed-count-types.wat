;; expect: refused module
;; 2^32 - 1 types.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\05\ff\ff\ff\ff\0f" ;; types)
