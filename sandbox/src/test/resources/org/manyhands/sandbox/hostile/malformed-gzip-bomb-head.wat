;; expect: refused module
;; The head of a gzip file.
(module binary
  "\1f\8b\08\00\00\00\00\00")
