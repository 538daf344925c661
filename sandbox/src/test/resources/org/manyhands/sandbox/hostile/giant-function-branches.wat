;; expect: finished 0
;; engines: compiled
;; repeat BRANCHES 200000: \20\00\0d\00
;; As many branches as a function may have, all to one label.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\8b\ea\30\01\87\ea\30\01\01\7f\02\40{BRANCHES}\0b\0b" ;; code)
