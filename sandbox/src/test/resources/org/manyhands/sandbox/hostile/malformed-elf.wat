;; expect: refused module
;; A program of Linux.
(module binary
  "\7f\45\4c\46\02\01\01\00")
