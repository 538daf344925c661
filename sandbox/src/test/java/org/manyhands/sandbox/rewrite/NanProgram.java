package org.manyhands.sandbox.rewrite;

import java.util.Random;

/**
 * A random program in the text format that makes NaNs in every way, and shows floating-point numbers in every way: its
 * export {@code run} leaves them in memory, {@code peek} and {@code peek32} read them there.
 *
 * <p>A sign is changed only of what arithmetic just gave, and copied only from constants: the sign of a NaN that comes
 * from memory may be seen, and in a source, which is not rewritten, it is anybody's.
 */
final class NanProgram {
    /** Where numbers of 8 bytes are stored, and where those of 4. */
    static final int SLOTS = 16;

    static final int SINGLES = 1_024;

    private static final int LOCALS = 4;
    private static final String[] UNARY = {"sqrt", "ceil", "floor", "trunc", "nearest"};
    private static final String[] BINARY = {"add", "sub", "mul", "div", "min", "max"};
    private static final String[] CONSTANTS = {"0", "-0", "1", "-1.5", "inf", "-inf", "3e38", "-1e-38"};

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private NanProgram(long seed) {
        random = new Random(seed);
    }

    static String text(long seed) {
        return new NanProgram(seed).write();
    }

    private String write() {
        text.append("(module (memory 1) (global $d (mut f64) (f64.const 0)) (global $s (mut f32) (f32.const 0))");
        text.append(" (func $double (param $0 f64) (param $1 f64) (result f64) (local $2 f64) (local $3 f64) ");
        text.append(arithmetic("f64", 2)).append(")");
        text.append(" (func (export \"peek\") (param i32) (result i64) (i64.load (local.get 0)))");
        text.append(" (func (export \"peek32\") (param i32) (result i32) (i32.load (local.get 0)))");
        text.append(" (func (export \"run\") (local $n i32)");
        for (int i = 0; i < LOCALS; i++) {
            text.append(" (local $")
                    .append(i)
                    .append(" f64) (local $s")
                    .append(i)
                    .append(" f32)");
        }
        text.append("\n(loop\n");
        for (int i = 0; i < 40; i++) {
            text.append(statement(random.nextInt(4) == 0 ? "f32" : "f64")).append('\n');
        }
        text.append("(br_if 0 (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 4))))))");
        return text.toString();
    }

    private String statement(String type) {
        String integer = type.replace('f', 'i');
        return switch (random.nextInt(7)) {
            case 0 -> "(local.set " + local(type) + " " + arithmetic(type, 2) + ")";
            case 1 -> "(local.set " + local(type) + " " + leaf(type) + ")";
            case 2 -> "(global.set " + global(type) + " " + arithmetic(type, 2) + ")";
            case 3 ->
                "(" + integer + ".store " + address(type) + " (" + integer + ".reinterpret_" + type + " "
                        + arithmetic(type, 1) + "))";
            case 4 -> "(" + type + ".store " + address(type) + " " + leaf(type) + ")";
            case 5 ->
                "(if (i32.and (local.get $n) (i32.const 1)) (then " + statement(type) + ") (else " + statement(type)
                        + "))";
            default -> "(" + type + ".store " + address(type) + " " + arithmetic(type, 3) + ")";
        };
    }

    /** Something that arithmetic gives. */
    private String arithmetic(String type, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 10)) {
            case 0, 1 -> "(" + type + "." + one(UNARY) + " " + operand(type, depth) + ")";
            case 6 -> "(" + type + (random.nextBoolean() ? ".neg " : ".abs ") + arithmetic(type, depth - 1) + ")";
            case 7 -> "(" + type + ".copysign " + arithmetic(type, depth - 1) + " " + constant(type) + ")";
            case 8 ->
                type.equals("f64")
                        ? "(f64.promote_f32 " + operand("f32", depth) + ")"
                        : "(f32.demote_f64 " + operand("f64", depth) + ")";
            default -> "(" + type + "." + one(BINARY) + " " + operand(type, depth) + " " + operand(type, depth) + ")";
        };
    }

    private String operand(String type, int depth) {
        return depth == 0 || random.nextBoolean() ? leaf(type) : arithmetic(type, depth - 1);
    }

    private String leaf(String type) {
        boolean inFunction = text.indexOf("(export \"run\")") < 0;
        return switch (random.nextInt(inFunction && type.equals("f32") ? 2 : 6)) {
            case 0, 1 -> constant(type);
            case 2 -> "(" + type + ".load " + address(type) + ")";
            case 3 -> "(global.get " + global(type) + ")";
            case 4 ->
                inFunction || type.equals("f32")
                        ? "(select " + constant(type) + " (" + type + ".load " + address(type) + ") (i32.load "
                                + address(type) + "))"
                        : "(call $double " + leaf(type) + " " + constant(type) + ")";
            default -> "(local.get " + local(type) + ")";
        };
    }

    private String constant(String type) {
        return "(" + type + ".const " + one(CONSTANTS) + ")";
    }

    private String local(String type) {
        return (type.equals("f64") ? "$" : "$s") + random.nextInt(LOCALS);
    }

    private static String global(String type) {
        return type.equals("f64") ? "$d" : "$s";
    }

    private String address(String type) {
        int slot = random.nextInt(SLOTS);
        return "(i32.const " + (type.equals("f64") ? 8 * slot : SINGLES + 4 * slot) + ")";
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
