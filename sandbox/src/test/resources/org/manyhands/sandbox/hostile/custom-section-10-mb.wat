;; expect: finished 0
;; engines: compiled
;; repeat BYTES 10000000: \7a
;; 10 MB of custom section are left out of the product.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code
  "\00\85\ad\e2\04\04\6a\75\6e\6b{BYTES}" ;; custom)
