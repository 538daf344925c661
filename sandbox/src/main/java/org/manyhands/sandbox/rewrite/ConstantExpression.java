package org.manyhands.sandbox.rewrite;

import java.util.Set;
import java.util.function.IntUnaryOperator;

/** The expressions that give globals, element segments and data segments their initial values. */
final class ConstantExpression {
    private ConstantExpression() {}

    /** Passes over an expression, its {@code end} included, and notes the functions that it names. */
    static void read(BinaryReader in, Set<Integer> functions) {
        copy(in, new BinaryWriter(), function -> {
            functions.add(function);
            return function;
        });
    }

    /** Copies an expression, its {@code end} included, with the functions it names moved. */
    static void copy(BinaryReader in, BinaryWriter out, IntUnaryOperator moved) {
        InstructionReader instructions = new InstructionReader(in);
        do {
            instructions.next();
            if (instructions.opcode == Opcodes.REF_FUNC) {
                out.u8(Opcodes.REF_FUNC).u32(moved.applyAsInt(instructions.index));
            } else {
                out.raw(in.bytes(), instructions.start, instructions.end);
            }
        } while (instructions.opcode != Opcodes.END);
    }
}
