;; expect: refused module
;; Four bytes.
(module binary
  "\00\61\73\6d")
