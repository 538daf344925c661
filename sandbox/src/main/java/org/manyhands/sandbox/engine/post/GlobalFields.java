package org.manyhands.sandbox.engine.post;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Makes globals fields of the state class. The runtime reads them by index, from an object that holds any type. */
final class GlobalFields implements Transformation {
    private final Names names;
    private final Map<Integer, GlobalType> globals;

    GlobalFields(Names names, Map<Integer, GlobalType> globals) {
        this.names = names;
        this.globals = globals;
    }

    @Override
    public void apply(MethodNode method) {
        InsnList code = method.instructions;
        for (AbstractInsnNode instruction : code.toArray()) {
            boolean read = Bytecode.isCall(instruction, names.helpers(), "readGlobal");
            if (read || Bytecode.isCall(instruction, names.helpers(), "writeGlobal")) {
                replace(code, (MethodInsnNode) instruction, read);
            }
        }
    }

    /** Replaces {@code index, instance, call} and the conversion between the global's type and long. */
    private void replace(InsnList code, MethodInsnNode call, boolean read) {
        AbstractInsnNode instance = call.getPrevious();
        AbstractInsnNode push = instance.getPrevious();
        int index = Bytecode.pushedInt(push);
        GlobalType type = globals.get(index);
        if (type == null) {
            return;
        }
        if (type != GlobalType.I64) {
            code.remove(read ? call.getNext() : push.getPrevious());
        }
        int opcode = read ? Opcodes.GETSTATIC : Opcodes.PUTSTATIC;
        code.set(call, new FieldInsnNode(opcode, names.state(), Names.global(index), type.descriptor()));
        code.remove(instance);
        code.remove(push);
    }
}
