;; expect: finished 0
;; engines: compiled
;; 49,000 locals of 64 bits, more than a Java method can hold.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\05\03\01\00\01" ;; memories
  "\07\13\02\06\5f\73\74\61\72\74\00\00\06\6d\65\6d\6f\72\79\02\00" ;; exports
  "\0a\13\01\11\01\e8\fe\02\7e\42\01\21\e7\fe\02\20\e7\fe\02\1a\0b" ;; code)
