;; expect: refused module
;; Another first byte.
(module binary
  "\01\61\73\6d\01\00\00\00")
