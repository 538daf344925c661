;; expect: refused module
;; A component, not a core module.
(module binary
  "\00\61\73\6d\0d\00\01\00")
