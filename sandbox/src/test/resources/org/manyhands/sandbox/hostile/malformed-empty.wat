;; expect: refused module
;; No bytes at all.
(module binary
)
