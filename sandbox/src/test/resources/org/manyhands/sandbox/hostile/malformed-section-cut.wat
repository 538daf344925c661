;; expect: refused module
;; A section that ends with the file.
(module binary
  "\00\61\73\6d\01\00\00\00"
  "\01\04\01\60\00\00" ;; types
  "\03\02\01\00" ;; functions
  "\0a\80\01\01\02\00")
