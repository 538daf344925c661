;; expect: finished 0
;; Numbers padded to five bytes are allowed.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\88\80\80\80\00\81\80\80\80\00\60\00\00"
  "\03\02\01\00" ;; functions
  "\07\0a\01\06\5f\73\74\61\72\74\00\00" ;; exports
  "\0a\04\01\02\00\0b" ;; code)
