;; expect: finished 0
;; engines: compiled
;; repeat OPEN 5000: \41\01\04\7f
;; repeat CLOSE 5000: \05\41\00\0b
;; If with results, 5,000 deep.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\c9\b8\02\01\c5\b8\02\00{OPEN}\41\00{CLOSE}\1a\0b" ;; code)
