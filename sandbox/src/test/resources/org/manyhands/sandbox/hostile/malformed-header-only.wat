;; expect: refused entry
;; A header and no section: valid, and of no use.
(module binary
  "\00\61\73\6d\01\00\00\00")
