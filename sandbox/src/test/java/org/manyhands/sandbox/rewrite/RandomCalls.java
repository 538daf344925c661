package org.manyhands.sandbox.rewrite;

import java.util.Random;

/**
 * A random module whose export {@code f} (depth, entries) calls functions that call each other, by name and by a table,
 * with loops, leaves and long code between; it traps when the last of the entries is used up, wherever that is. Its
 * global {@code depth} tells how many functions are on the stack.
 */
final class RandomCalls {
    private static final int FUNCTIONS = 4;

    private final Random random;

    RandomCalls(Random random) {
        this.random = random;
    }

    String module() {
        StringBuilder text = new StringBuilder("(module (type $f (func (param i32))) (table funcref (elem");
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append(" $f").append(i);
        }
        text.append(")) (global $depth (export \"depth\") (mut i32) (i32.const 0))"
                + " (global $entries (mut i32) (i32.const 0)) (global $x (mut i64) (i64.const 1))"
                + " (func (export \"f\") (param i32 i32) (global.set $entries (local.get 1)) (call $f0 (local.get 0)))"
                + " (func $leaf " + divisions(1 + random.nextInt(20)) + ")"
                + " (func $wrapper (call $leaf) (call $f1 (i32.const 0)))");
        for (int i = 0; i < FUNCTIONS; i++) {
            text.append("(func $f").append(i).append(" (param $n i32) (local $i i32)");
            text.append(" (global.set $depth (i32.add (global.get $depth) (i32.const 1)))"
                    + " (drop (i32.div_u (i32.const 1) (global.get $entries)))"
                    + " (global.set $entries (i32.sub (global.get $entries) (i32.const 1)))");
            statements(text, 3);
            text.append(" (global.set $depth (i32.sub (global.get $depth) (i32.const 1))))");
        }
        return text.append(')').toString();
    }

    private void statements(StringBuilder text, int nesting) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(statement(nesting));
        }
    }

    private String statement(int nesting) {
        int kind = random.nextInt(nesting > 0 ? 9 : 6);
        return switch (kind) {
            case 0 -> divisions(1 + random.nextInt(200));
            case 1 -> " (call $leaf)".repeat(1 + random.nextInt(300));
            case 2 -> " (if (local.get $n) (then (call $wrapper)))";
            case 3, 4 -> " (if (local.get $n) (then (call $f" + random.nextInt(FUNCTIONS) + fewer() + ")))";
            case 5 ->
                " (if (local.get $n) (then (call_indirect (type $f)" + fewer() + " (i32.const "
                        + random.nextInt(FUNCTIONS) + "))))";
            case 6 -> {
                StringBuilder inside = new StringBuilder(" (if (i32.and (local.get $n) (i32.const 1)) (then");
                statements(inside, nesting - 1);
                inside.append(") (else");
                statements(inside, nesting - 1);
                yield inside.append("))").toString();
            }
            case 7 -> {
                StringBuilder inside = new StringBuilder(" (block $out");
                statements(inside, nesting - 1);
                inside.append(" (br_if $out (i32.and (local.get $n) (i32.const 2)))");
                statements(inside, nesting - 1);
                yield inside.append(')').toString();
            }
            default -> loop(nesting);
        };
    }

    private String loop(int nesting) {
        String label = " $l" + nesting;
        StringBuilder inside =
                new StringBuilder(" (local.set $i (i32.const " + random.nextInt(30) + ")) (loop" + label);
        if (random.nextBoolean()) {
            inside.append(divisions(3));
        } else {
            statements(inside, 0);
        }
        return inside.append(" (br_if" + label + " (i32.gt_s (local.tee $i (i32.sub (local.get $i) (i32.const 1)))"
                        + " (i32.const 0))))")
                .toString();
    }

    private static String fewer() {
        return " (i32.sub (local.get $n) (i32.const 1))";
    }

    private static String divisions(int count) {
        return " (global.set $x (i64.div_u (i64.const -1) (i64.or (global.get $x) (i64.const 3))))".repeat(count);
    }
}
