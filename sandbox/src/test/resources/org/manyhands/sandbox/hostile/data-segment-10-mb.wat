;; expect: finished 0
;; engines: compiled
;; repeat BYTES 10000000: \78
;; A segment of 10 MB.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\04\01\00\c8\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code
  "\0b\89\ad\e2\04\01\00\41\00\0b\80\ad\e2\04{BYTES}" ;; data)
