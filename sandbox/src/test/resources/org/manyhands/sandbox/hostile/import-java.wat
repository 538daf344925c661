;; expect: refused imports
;; Reaches for classes of the host.
(module
  (import "java.lang.Runtime" "exec" (func (param i32)))
  (import "run.endive.runtime.Instance" "memory" (func (result i32)))
  (func (export "_start")))
