package org.manyhands.sandbox.engine.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.engine.Guests;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;

/** Every selection by a bit gives what the interpreter gives; only those between integers do without a branch. */
class SelectionsTest {
    private static final long[] CONDITIONS = {0, 1, 2, 3, -1, -2, 0x8000_0001L, 0x1_0000_0000L, Long.MIN_VALUE};

    private static final List<String> BITS = List.of(
            "(i32.and (i32.wrap_i64 (local.get 2)) (i32.const 1))",
            "(i32.eqz (i32.and (i32.wrap_i64 (local.get 2)) (i32.const 1)))",
            "(i64.eqz (i64.and (local.get 2) (i64.const 1)))");

    private static final List<String> OTHERS = List.of(
            "(i32.and (i32.wrap_i64 (local.get 2)) (i32.const 2))",
            "(i32.eqz (i32.and (i32.wrap_i64 (local.get 2)) (i32.const -1)))",
            "(i64.eqz (i64.and (local.get 2) (i64.const 3)))",
            "(i64.eqz (i64.and (i64.const 1) (local.get 2)))",
            "(i64.eqz (local.get 2))",
            "(i32.wrap_i64 (local.get 2))");

    private static String functions(String type, List<String> conditions) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            text.append("""
                    (func (export "select%1$d") (param %2$s %2$s i64) (result %2$s)
                      (select (local.get 0) (local.get 1) %3$s))
                    """.formatted(i, type, conditions.get(i)));
        }
        return text.toString();
    }

    private static long branches(String definitions) {
        return Guests.classes(definitions).files().values().stream()
                .map(SelectionsTest::read)
                .flatMap(type -> type.methods.stream())
                .filter(method -> Names.isFunction(method.name))
                .flatMap(method -> List.of(method.instructions.toArray()).stream())
                .filter(instruction -> instruction instanceof JumpInsnNode && instruction.getOpcode() != Opcodes.GOTO)
                .count();
    }

    private static ClassNode read(byte[] file) {
        ClassNode type = new ClassNode();
        new ClassReader(file).accept(type, 0);
        return type;
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "i64", "f32", "f64"})
    void selectsWhatTheInterpreterSelects(String type) {
        List<String> conditions = new ArrayList<>(BITS);
        conditions.addAll(OTHERS);
        try (Guests guests = new Guests(functions(type, conditions))) {
            for (int i = 0; i < conditions.size(); i++) {
                for (long condition : CONDITIONS) {
                    guests.call("select" + i, 0x3FF8_0001L, 0x1234_5678L, condition);
                }
            }
        }
    }

    @Test
    void aBitSelectsBetweenIntegersWithoutABranch() {
        assertThat(branches(functions("i32", BITS))).isZero();
        assertThat(branches(functions("i64", BITS))).isZero();
        assertThat(branches(functions("f32", BITS))).isEqualTo(BITS.size());
        assertThat(branches(functions("f64", BITS))).isEqualTo(BITS.size());
    }

    @Test
    void otherConditionsBranch() {
        assertThat(branches(functions("i64", OTHERS))).isEqualTo(OTHERS.size());
    }

    /** Selections within one another share no local that both still need. */
    @Test
    void selectionsMayBeNested() {
        String bit = "(i32.and (local.get 0) (i32.const 1))";
        String next = "(i32.and (i32.shr_u (local.get 0) (i32.const 1)) (i32.const 1))";
        String inner = "(select (i64.const 5) (i64.const 7) " + next + ")";
        try (Guests guests = new Guests("""
                (func (export "first") (param i32) (result i64) (select %2$s (i64.const 9) %1$s))
                (func (export "second") (param i32) (result i64) (select (i64.const 9) %2$s %1$s))
                (func (export "condition") (param i32) (result i32)
                  (select (i32.const 3) (i32.const 4) (i32.and (i32.wrap_i64 %2$s) (i32.const 1))))
                """.formatted(bit, inner))) {
            for (int i = 0; i < 4; i++) {
                guests.call("first", i);
                guests.call("second", i);
                guests.call("condition", i);
            }
        }
    }
}
