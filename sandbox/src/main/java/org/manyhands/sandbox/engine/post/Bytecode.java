package org.manyhands.sandbox.engine.post;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Questions about instructions that several transformations ask. */
final class Bytecode {
    private Bytecode() {}

    static boolean isCall(@Nullable AbstractInsnNode instruction, String owner, String name) {
        return instruction instanceof MethodInsnNode call && call.owner.equals(owner) && call.name.equals(name);
    }

    static boolean is(@Nullable AbstractInsnNode instruction, int opcode) {
        return instruction != null && instruction.getOpcode() == opcode;
    }

    /**
     * The int that an instruction pushes.
     *
     * @throws IllegalArgumentException if it pushes none
     */
    static int pushedInt(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return opcode - Opcodes.ICONST_0;
        }
        if (instruction instanceof IntInsnNode push && opcode != Opcodes.NEWARRAY) {
            return push.operand;
        }
        if (instruction instanceof LdcInsnNode load && load.cst instanceof Integer value) {
            return value;
        }
        throw new IllegalArgumentException("opcode " + opcode + " pushes no int");
    }
}
