package org.manyhands.sandbox.engine.post;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Keeps memory's array and size in two locals of each function, taken from the state class at its beginning and again
 * after whatever may have made memory grow: what a compiler knows of a local stays true across stores and other calls.
 */
final class MemoryLocals implements Transformation {
    private static final String ACCESS = Type.getInternalName(MemoryAccess.class);

    private final Names names;
    private final GrowingMethods growing;

    MemoryLocals(Names names, GrowingMethods growing) {
        this.names = names;
        this.growing = growing;
    }

    @Override
    public void apply(MethodNode method) {
        InsnList code = method.instructions;
        int memory = memoryParameter(method);
        int bytes = method.maxLocals;
        boolean used = false;
        for (AbstractInsnNode instruction : code.toArray()) {
            if (instruction instanceof MethodInsnNode call
                    && isAccess(call)
                    && call.getPrevious() instanceof VarInsnNode load
                    && load.var == memory) {
                code.insertBefore(load, new VarInsnNode(Opcodes.ALOAD, bytes));
                code.set(load, new VarInsnNode(Opcodes.ILOAD, bytes + 1));
                code.set(call, access(call));
                used = true;
            }
        }
        if (used) {
            method.maxLocals += 2;
            for (AbstractInsnNode instruction : code.toArray()) {
                if (instruction instanceof MethodInsnNode call && growing.mayGrow(call)) {
                    code.insert(call, take(bytes));
                }
            }
            code.insert(take(bytes));
        }
    }

    /** Functions take memory and instance after the module's own parameters. */
    private static int memoryParameter(MethodNode method) {
        int slots = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - 1;
        return slots - 2;
    }

    private boolean isAccess(MethodInsnNode call) {
        return call.owner.equals(names.helpers())
                && (call.name.startsWith("memoryRead") || call.name.startsWith("memoryWrite"));
    }

    private static MethodInsnNode access(MethodInsnNode call) {
        String descriptor = call.desc.replace(Names.MEMORY, "[BI");
        return new MethodInsnNode(Opcodes.INVOKESTATIC, ACCESS, call.name, descriptor, false);
    }

    private InsnList take(int bytes) {
        InsnList code = new InsnList();
        code.add(new FieldInsnNode(Opcodes.GETSTATIC, names.state(), StateClass.BYTES, "[B"));
        code.add(new VarInsnNode(Opcodes.ASTORE, bytes));
        code.add(new FieldInsnNode(Opcodes.GETSTATIC, names.state(), StateClass.SIZE, "I"));
        code.add(new VarInsnNode(Opcodes.ISTORE, bytes + 1));
        return code;
    }
}
