package org.manyhands.sandbox.engine.post;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the runtime's compiler makes of a {@code select} that the lowest bit of a number decides.
 *
 * @param bit the instruction that leaves the bit alone
 * @param ofLong whether it is the bit of a long
 * @param inverted whether the first value is selected if the bit is clear
 * @param jump to the first value, if it is selected
 * @param wide whether the values are longs or doubles
 */
record Selection(AbstractInsnNode bit, boolean ofLong, boolean inverted, JumpInsnNode jump, boolean wide) {
    /** The selection that a jump belongs to; null if it does something else or if something else decides. */
    static @Nullable Selection of(JumpInsnNode jump) {
        AbstractInsnNode swap = jump.getNext();
        if (jump.getOpcode() != Opcodes.IFNE || swap == null) {
            return null;
        }
        boolean wide = swap.getOpcode() == Opcodes.DUP2_X2;
        AbstractInsnNode swapped = wide ? swap.getNext() : swap;
        if (swapped.getOpcode() != (wide ? Opcodes.POP2 : Opcodes.SWAP)
                || swapped.getNext() != jump.label
                || !Bytecode.is(jump.label.getNext(), wide ? Opcodes.POP2 : Opcodes.POP)) {
            return null;
        }
        AbstractInsnNode condition = jump.getPrevious();
        boolean ofLong = Bytecode.isCall(condition, Names.OPERATIONS, "I64_EQZ");
        boolean inverted = ofLong || Bytecode.isCall(condition, Names.OPERATIONS, "I32_EQZ");
        AbstractInsnNode bit = inverted ? condition.getPrevious() : condition;
        return Bytecode.is(bit, ofLong ? Opcodes.LAND : Opcodes.IAND) && isOne(bit.getPrevious(), ofLong)
                ? new Selection(bit, ofLong, inverted, jump, wide)
                : null;
    }

    private static boolean isOne(@Nullable AbstractInsnNode constant, boolean isLong) {
        return Bytecode.is(constant, isLong ? Opcodes.LCONST_1 : Opcodes.ICONST_1)
                || (constant instanceof LdcInsnNode load && load.cst.equals(isLong ? (Object) 1L : (Object) 1));
    }

    /**
     * Masks both values and merges them, in place of the jump.
     *
     * @param locals the first of four that are free
     */
    void replace(InsnList code, int locals) {
        int copy = locals;
        int second = locals + 2;
        InsnList select = new InsnList();
        if (wide != ofLong) {
            select.add(new InsnNode(wide ? Opcodes.I2L : Opcodes.L2I));
        }
        int store = wide ? Opcodes.LSTORE : Opcodes.ISTORE;
        int load = wide ? Opcodes.LLOAD : Opcodes.ILOAD;
        select.add(new VarInsnNode(store, copy));
        select.add(new VarInsnNode(load, copy));
        addMask(select, inverted);
        select.add(new VarInsnNode(store, second));
        select.add(new VarInsnNode(load, copy));
        addMask(select, !inverted);
        select.add(new VarInsnNode(load, second));
        select.add(new InsnNode(wide ? Opcodes.LOR : Opcodes.IOR));
        while (bit.getNext() != jump.label) {
            code.remove(bit.getNext());
        }
        code.remove(jump.label.getNext());
        code.insert(bit, select);
    }

    /** A value and the bit become the value or zero: the value if the bit is set, or if it is clear. */
    private void addMask(InsnList code, boolean ifSet) {
        if (ifSet) {
            code.add(new InsnNode(wide ? Opcodes.LNEG : Opcodes.INEG));
        } else {
            code.add(new InsnNode(wide ? Opcodes.LCONST_1 : Opcodes.ICONST_1));
            code.add(new InsnNode(wide ? Opcodes.LSUB : Opcodes.ISUB));
        }
        code.add(new InsnNode(wide ? Opcodes.LAND : Opcodes.IAND));
    }
}
