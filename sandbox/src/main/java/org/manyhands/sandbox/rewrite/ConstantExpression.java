package org.manyhands.sandbox.rewrite;

import java.util.function.IntUnaryOperator;

/** The expressions that give globals, element segments and data segments their initial values. */
final class ConstantExpression {
    private ConstantExpression() {}

    /** Passes over an expression, its {@code end} included. */
    static void skip(BinaryReader in) {
        InstructionReader instructions = new InstructionReader(in);
        do {
            instructions.next();
        } while (instructions.opcode != Opcodes.END);
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
