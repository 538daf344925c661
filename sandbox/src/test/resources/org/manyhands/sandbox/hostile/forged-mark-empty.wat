;; expect: refused reserved
;; An empty mark.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code
  "\00\10\0f\6d\61\6e\79\68\61\6e\64\73\2e\6d\65\74\65\72" ;; custom)
