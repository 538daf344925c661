;; expect: finished 0
;; engines: compiled
;; repeat OPEN 10000: \02\40
;; repeat BRANCH 2000: \41\00\0d\88\27
;; repeat CLOSE 10000: \0b
;; 10,000 blocks, each left by a branch to the outermost.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\c6\b8\02\01\c2\b8\02\00{OPEN}{BRANCH}{CLOSE}\0b" ;; code)
