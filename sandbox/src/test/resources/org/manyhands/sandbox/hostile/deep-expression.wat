;; expect: finished 0
;; engines: compiled
;; repeat OPERANDS 30000: \41\01
;; repeat ADDITIONS 30000: \6a
;; An expression tree that leans right: 30,000 operands, then 30,000 additions.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\99\bf\05\01\95\bf\05\00\41\00{OPERANDS}{ADDITIONS}\1a\0b" ;; code)
