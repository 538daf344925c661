;; expect: refused imports
;; A global of the host's.
(module
  (import "env" "__stack_pointer" (global (mut i32)))
  (func (export "_start")))
