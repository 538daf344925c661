;; expect: refused invalid
;; A name section with indices and lengths that lie.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code
  "\00\10\04\6e\61\6d\65\01\09\ff\ff\ff\ff\07\00\01\61\00" ;; custom)
