;; expect: exceeded fuel
;; fuel: 50000000
;; As many subscriptions as memory holds, over their own events, for ever.
(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (memory.grow (i32.const 255)))
    (loop $again (drop (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 349525) (i32.const 0))) (br $again))))
