;; expect: finished 0
;; engines: compiled
;; repeat TYPES 10000: \00
;; repeat BODIES 10000: \02\00\0b
;; 10,000 functions that do nothing.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\92\4e\90\4e{TYPES}" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\b2\ea\01\90\4e{BODIES}" ;; code)
