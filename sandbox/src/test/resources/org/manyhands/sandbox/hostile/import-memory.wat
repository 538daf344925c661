;; expect: refused imports
;; Memory of the host's.
(module
  (import "env" "memory" (memory 1))
  (func (export "_start")))
