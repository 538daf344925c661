package org.manyhands.sandbox.engine.post;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns comparisons by helpers, which give 0 or 1, into jumps. All comparisons that one helper does share a profile of
 * how often it gives which; a jump in place has its own.
 */
final class Comparisons implements Transformation {
    private final Names names;

    Comparisons(Names names) {
        this.names = names;
    }

    @Override
    public void apply(MethodNode method) {
        InsnList code = method.instructions;
        for (AbstractInsnNode instruction : code.toArray()) {
            JumpInsnNode jump = conditional(instruction.getNext());
            if (jump != null && Bytecode.isCall(instruction, Names.OPERATIONS, "I32_EQZ")) {
                jump.setOpcode(Comparison.opposite(jump.getOpcode()));
                code.remove(instruction);
            }
        }
        Set<LabelNode> before = new HashSet<>();
        for (AbstractInsnNode instruction : code.toArray()) {
            if (instruction instanceof LabelNode label) {
                before.add(label);
            } else if (instruction instanceof MethodInsnNode call) {
                Comparison comparison = comparison(call);
                if (comparison != null) {
                    replace(code, call, comparison, before);
                }
            }
        }
    }

    private @Nullable Comparison comparison(MethodInsnNode call) {
        boolean helper = call.owner.equals(Names.OPERATIONS)
                || (call.owner.equals(names.helpers()) && call.name.equals(Comparison.OTHER_GE_U));
        return helper ? Comparison.of(call.name) : null;
    }

    private static @Nullable JumpInsnNode conditional(@Nullable AbstractInsnNode instruction) {
        return instruction instanceof JumpInsnNode jump
                        && (jump.getOpcode() == Opcodes.IFEQ || jump.getOpcode() == Opcodes.IFNE)
                ? jump
                : null;
    }

    private static void replace(InsnList code, MethodInsnNode call, Comparison comparison, Set<LabelNode> before) {
        JumpInsnNode jump = conditional(call.getNext());
        if (jump != null) {
            boolean ifItHolds = jump.getOpcode() == Opcodes.IFNE;
            boolean back = before.contains(jump.label);
            code.insert(
                    call,
                    back ? jumpBack(comparison, jump.label, ifItHolds) : comparison.jumpTo(jump.label, ifItHolds));
            code.remove(jump);
        } else {
            code.insert(call, value(comparison));
        }
        code.remove(call);
    }

    /**
     * A jump back by an unconditional one. The JVM stops threads at jumps back, with all that is on the operand stack:
     * for a conditional one that is the outcome of the comparison, less, equal or greater, made for nothing else.
     */
    private static InsnList jumpBack(Comparison comparison, LabelNode target, boolean ifItHolds) {
        LabelNode on = new LabelNode();
        InsnList code = comparison.jumpTo(on, !ifItHolds);
        code.add(new JumpInsnNode(Opcodes.GOTO, target));
        code.add(on);
        return code;
    }

    /** The comparison as a number, 1 if it holds. */
    private static InsnList value(Comparison comparison) {
        LabelNode holds = new LabelNode();
        LabelNode end = new LabelNode();
        InsnList code = comparison.jumpTo(holds, true);
        code.add(new InsnNode(Opcodes.ICONST_0));
        code.add(new JumpInsnNode(Opcodes.GOTO, end));
        code.add(holds);
        code.add(new InsnNode(Opcodes.ICONST_1));
        code.add(end);
        return code;
    }
}
