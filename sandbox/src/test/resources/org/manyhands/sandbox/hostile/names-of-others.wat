;; expect: trapped unreachable
;; Names of functions that are not there, and odd ones for those that are.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\05\01\03\00\00\0b" ;; code
  "\00\1c\04\6e\61\6d\65\01\15\03\00\05\61\0a\62\00\63\09\02\7a\7a\ff\ff\ff\ff\07\03\2e\2e\2f" ;; custom)
