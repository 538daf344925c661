;; expect: refused imports
;; Names of no characters.
(module
  (import "" "" (func))
  (func (export "_start")))
