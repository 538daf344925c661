;; expect: refused imports, more
;; repeat IMPORTS 10000: (import "m#" "f#" (func))
;; 10,000 imports that do not exist: told in few words.
(module
  {IMPORTS}
  (func (export "_start")))
