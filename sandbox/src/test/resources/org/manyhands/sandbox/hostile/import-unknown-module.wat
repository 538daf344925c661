;; expect: refused imports
;; A module that nobody provides.
(module
  (import "os" "system" (func (param i32) (result i32)))
  (func (export "_start")))
