;; expect: refused module
;; 2^32 - 1 memories.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\05\05\ff\ff\ff\ff\0f" ;; memories)
