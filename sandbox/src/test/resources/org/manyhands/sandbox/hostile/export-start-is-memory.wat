;; expect: refused entry
;; _start is the memory.
(module
  (memory (export "_start") 1)
)
