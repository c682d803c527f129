;; Passes over JSON in UTF-8 without making values of it: what is passed over is valid, not too deep, and gives no key twice.
;; -1 means that something is wrong, or not certain. Behind the text are 16 zeros, which JSON has nowhere.
;; `UPDATE=1 npx vitest run --config test/vitest.config.ts test/load/skip-json.test.ts` makes skip-json-code.ts of it.
(module
  ;; The hashes of the keys of all objects around a place, 4 bytes each, and behind them the text.
  (memory (export "memory") 5)
  (global (export "textAt") i32 (i32.const 0x40000))

  ;; The end of the value at a place that is in `depth` collections; not more than `maxDepth` are accepted.
  (func (export "value") (param $at i32) (param $depth i32) (param $maxDepth i32) (result i32)
    (call $value (local.get $at) (i32.sub (local.get $maxDepth) (local.get $depth)) (i32.const 0)))

  ;; The next place at which there is no white space.
  (func $space (export "space") (param $at i32) (result i32)
    (local $code i32)
    (loop $next
      (local.set $code (i32.load8_u (local.get $at)))
      (if (i32.le_u (local.get $code) (i32.const 0x20))
        (then
          ;; The bits of 0x09, 0x0a, 0x0d and 0x20.
          (if (i32.wrap_i64 (i64.and (i64.shr_u (i64.const 0x100002600) (i64.extend_i32_u (local.get $code))) (i64.const 1)))
            (then
              (local.set $at (call $blanks (i32.add (local.get $at) (i32.const 1))))
              (br $next))))))
    (local.get $at))

  (func $blanks (param $at i32) (result i32)
    (local $others i32)
    (loop $next
      (local.set $others (i8x16.bitmask (i8x16.ne (v128.load (local.get $at)) (i8x16.splat (i32.const 0x20)))))
      (if (i32.eqz (local.get $others))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next))))
    (i32.add (local.get $at) (i32.ctz (local.get $others))))

  ;; `left` is how many more levels there may be, `top` how far the hashes of the objects around it go.
  (func $value (param $at i32) (param $left i32) (param $top i32) (result i32)
    (local $code i32)
    (local.set $code (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $code) (i32.const 0x22)) ;; "
      (then (return (call $string (i32.add (local.get $at) (i32.const 1))))))
    (if (i32.eq (local.get $code) (i32.const 0x7b)) ;; {
      (then (return (call $object (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $left) (i32.const 1)) (local.get $top)))))
    (if (i32.eq (local.get $code) (i32.const 0x5b)) ;; [
      (then (return (call $list (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $left) (i32.const 1)) (local.get $top)))))
    (call $scalar (local.get $at) (local.get $code)))

  (func $object (param $at i32) (param $left i32) (param $base i32) (result i32)
    (local $top i32)
    (local $other i32)
    (local $hash i32)
    (local $hashes v128)
    (local $code i32)
    (if (i32.lt_s (local.get $left) (i32.const 0)) (then (return (i32.const -1))))
    (local.set $top (local.get $base))
    (local.set $at (call $space (local.get $at)))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x7d)) (then (return (i32.add (local.get $at) (i32.const 1))))) ;; }
    (loop $next
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x22)) (then (return (i32.const -1))))
      ;; Each key is compared with all before it: an object with a great many would take long.
      (if (i32.or
            (i32.ge_u (i32.sub (local.get $top) (local.get $base)) (i32.const 0x4000))
            (i32.gt_u (local.get $top) (i32.const 0x3fff0)))
        (then (return (i32.const -1))))
      (local.set $hash (i32.const 0x811c9dc5))
      (loop $character
        (local.set $code (i32.load8_u (local.tee $at (i32.add (local.get $at) (i32.const 1)))))
        (if (i32.ne (local.get $code) (i32.const 0x22))
          (then
            ;; An escaped key may be another in disguise.
            (if (i32.or (i32.eq (local.get $code) (i32.const 0x5c)) (i32.lt_u (local.get $code) (i32.const 0x20)))
              (then (return (i32.const -1))))
            (local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $code)) (i32.const 0x01000193)))
            (br $character))))
      ;; Whether equal hashes stand for equal keys is not asked. Four are compared at once; none of those that only fill up is equal.
      (local.set $hashes (i32x4.splat (local.get $hash)))
      (v128.store (local.get $top) (v128.not (local.get $hashes)))
      (local.set $other (local.get $base))
      (loop $before
        (if (i32.lt_u (local.get $other) (local.get $top))
          (then
            (if (v128.any_true (i32x4.eq (v128.load (local.get $other)) (local.get $hashes))) (then (return (i32.const -1))))
            (local.set $other (i32.add (local.get $other) (i32.const 16)))
            (br $before))))
      (i32.store (local.get $top) (local.get $hash))
      (local.set $top (i32.add (local.get $top) (i32.const 4)))
      (local.set $at (call $space (i32.add (local.get $at) (i32.const 1))))
      (if (i32.ne (i32.load8_u (local.get $at)) (i32.const 0x3a)) (then (return (i32.const -1)))) ;; :
      (local.set $at (call $value (call $space (i32.add (local.get $at) (i32.const 1))) (local.get $left) (local.get $top)))
      (if (i32.lt_s (local.get $at) (i32.const 0)) (then (return (i32.const -1))))
      (local.set $at (call $space (local.get $at)))
      (local.set $code (i32.load8_u (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.eq (local.get $code) (i32.const 0x2c)) ;; ,
        (then
          (local.set $at (call $space (local.get $at)))
          (br $next))))
    (select (local.get $at) (i32.const -1) (i32.eq (local.get $code) (i32.const 0x7d))))

  (func $list (param $at i32) (param $left i32) (param $top i32) (result i32)
    (local $code i32)
    (if (i32.lt_s (local.get $left) (i32.const 0)) (then (return (i32.const -1))))
    (local.set $at (call $space (local.get $at)))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x5d)) (then (return (i32.add (local.get $at) (i32.const 1))))) ;; ]
    (loop $next
      (local.set $at (call $value (local.get $at) (local.get $left) (local.get $top)))
      (if (i32.lt_s (local.get $at) (i32.const 0)) (then (return (i32.const -1))))
      (local.set $at (call $space (local.get $at)))
      (local.set $code (i32.load8_u (local.get $at)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.eq (local.get $code) (i32.const 0x2c))
        (then
          (local.set $at (call $space (local.get $at)))
          (br $next))))
    (select (local.get $at) (i32.const -1) (i32.eq (local.get $code) (i32.const 0x5d))))

  (func $string (param $at i32) (result i32)
    (local $ends i32)
    (local $bytes v128)
    (local $code i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $ends
        (i8x16.bitmask
          (v128.or
            (v128.or
              (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22)))
              (i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x5c))))
            (i8x16.lt_u (local.get $bytes) (i8x16.splat (i32.const 0x20))))))
      (if (i32.eqz (local.get $ends))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br $next)))
      (local.set $code (i32.load8_u (local.tee $at (i32.add (local.get $at) (i32.ctz (local.get $ends))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.eq (local.get $code) (i32.const 0x22)) (then (return (local.get $at))))
      (if (i32.ne (local.get $code) (i32.const 0x5c)) (then (return (i32.const -1))))
      (local.set $at (call $escape (local.get $at)))
      (br_if $next (i32.gt_s (local.get $at) (i32.const 0))))
    (i32.const -1))

  ;; The end of an escape whose backslash stands before a place.
  (func $escape (param $at i32) (result i32)
    (local $code i32)
    (local $end i32)
    (local.set $code (i32.load8_u (local.get $at)))
    (local.set $at (i32.add (local.get $at) (i32.const 1)))
    (if (i32.or (i32.eq (local.get $code) (i32.const 0x22)) (i32.eq (local.get $code) (i32.const 0x2f))) ;; " /
      (then (return (local.get $at))))
    (if (i32.or (i32.lt_u (local.get $code) (i32.const 0x5c)) (i32.gt_u (local.get $code) (i32.const 0x75)))
      (then (return (i32.const -1))))
    ;; The bits of \ b f n r t, counted from the backslash on.
    (if (i32.and (i32.shr_u (i32.const 0x01440441) (i32.sub (local.get $code) (i32.const 0x5c))) (i32.const 1))
      (then (return (local.get $at))))
    (if (i32.ne (local.get $code) (i32.const 0x75)) (then (return (i32.const -1)))) ;; u
    (local.set $end (i32.add (local.get $at) (i32.const 4)))
    (loop $next
      (local.set $code (i32.load8_u (local.get $at)))
      (if (i32.and
            (i32.ge_u (i32.sub (local.get $code) (i32.const 0x30)) (i32.const 10))
            (i32.ge_u (i32.sub (i32.or (local.get $code) (i32.const 0x20)) (i32.const 0x61)) (i32.const 6)))
        (then (return (i32.const -1))))
      (br_if $next (i32.ne (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $end))))
    (local.get $end))

  (func $scalar (param $at i32) (param $code i32) (result i32)
    (local $word i32)
    (local.set $word (i32.load (local.get $at)))
    (if (i32.or (i32.eq (local.get $word) (i32.const 0x65757274)) (i32.eq (local.get $word) (i32.const 0x6c6c756e))) ;; true null
      (then (return (i32.add (local.get $at) (i32.const 4)))))
    (if (i32.and (i32.eq (local.get $word) (i32.const 0x736c6166)) (i32.eq (i32.load8_u offset=4 (local.get $at)) (i32.const 0x65))) ;; false
      (then (return (i32.add (local.get $at) (i32.const 5)))))
    (if (i32.eq (local.get $code) (i32.const 0x2d)) (then (local.set $at (i32.add (local.get $at) (i32.const 1))))) ;; -
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x30)) ;; 0
      (then (local.set $at (i32.add (local.get $at) (i32.const 1))))
      (else
        (local.set $at (call $digits (local.get $at)))
        (if (i32.lt_s (local.get $at) (i32.const 0)) (then (return (i32.const -1))))))
    (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 0x2e)) ;; .
      (then
        (local.set $at (call $digits (i32.add (local.get $at) (i32.const 1))))
        (if (i32.lt_s (local.get $at) (i32.const 0)) (then (return (i32.const -1))))))
    (if (i32.eq (i32.or (i32.load8_u (local.get $at)) (i32.const 0x20)) (i32.const 0x65)) ;; e E
      (then
        (local.set $code (i32.load8_u (local.tee $at (i32.add (local.get $at) (i32.const 1)))))
        (if (i32.or (i32.eq (local.get $code) (i32.const 0x2b)) (i32.eq (local.get $code) (i32.const 0x2d))) ;; + -
          (then (local.set $at (i32.add (local.get $at) (i32.const 1)))))
        (local.set $at (call $digits (local.get $at)))))
    (local.get $at))

  (func $digits (param $at i32) (result i32)
    (local $start i32)
    (local.set $start (local.get $at))
    (loop $next
      (if (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)) (i32.const 10))
        (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (select (i32.const -1) (local.get $at) (i32.eq (local.get $at) (local.get $start)))))
