;; expect: refused module
;; A version that does not exist.
(module binary
  "\00\61\73\6d\02\00\00\00")
