;; expect: exceeded fuel
;; engines: compiled
;; repeat OPEN 5000: \03\40
;; repeat CLOSE 5000: \0b
;; Loops in loops, 5,000 deep, the innermost endless.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\9f\75\01\9c\75\00{OPEN}\0c\00{CLOSE}\0b" ;; code)
