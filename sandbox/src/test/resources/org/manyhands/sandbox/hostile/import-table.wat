;; expect: refused imports
;; A table of the host's.
(module
  (import "env" "__indirect_function_table" (table 1 funcref))
  (func (export "_start")))
