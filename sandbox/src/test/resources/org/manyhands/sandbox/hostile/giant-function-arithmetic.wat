;; expect: finished 0
;; engines: compiled
;; repeat BODY 100000: \41\01\6a
;; A function of 100,000 additions.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\e9\a7\12\01\e5\a7\12\00\41\00{BODY}\1a\0b" ;; code)
