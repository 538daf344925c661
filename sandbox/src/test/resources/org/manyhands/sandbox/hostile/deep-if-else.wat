;; expect: finished 0
;; engines: compiled
;; repeat OPEN 20000: \41\00\04\40\05
;; repeat CLOSE 20000: \0b
;; If in else in if, 20,000 deep.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\c6\a9\07\01\c2\a9\07\00{OPEN}{CLOSE}\0b" ;; code)
