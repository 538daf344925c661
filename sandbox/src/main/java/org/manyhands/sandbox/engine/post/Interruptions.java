package org.manyhands.sandbox.engine.post;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes the checks for an interrupted thread at calls and backward branches: a metered module asks its host at every
 * slice whether to go on. Jumps around a jump, which held such a check, become one jump.
 */
final class Interruptions implements Transformation {
    private final Names names;

    Interruptions(Names names) {
        this.names = names;
    }

    @Override
    public void apply(MethodNode method) {
        InsnList code = method.instructions;
        for (AbstractInsnNode instruction : code.toArray()) {
            if (Bytecode.isCall(instruction, names.helpers(), "checkInterruption")) {
                code.remove(instruction);
            }
        }
        for (AbstractInsnNode instruction : code.toArray()) {
            if (instruction instanceof JumpInsnNode around
                    && around.getOpcode() == Opcodes.IFEQ
                    && around.getNext() instanceof JumpInsnNode back
                    && back.getOpcode() == Opcodes.GOTO
                    && back.getNext() == around.label) {
                code.set(around, new JumpInsnNode(Opcodes.IFNE, back.label));
                code.remove(back);
            }
        }
    }
}
