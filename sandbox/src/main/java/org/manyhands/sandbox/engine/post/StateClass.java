package org.manyhands.sandbox.engine.post;

import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * The class whose static fields are the state of an instance. It is loaded anew with the code that reads it, so the
 * state belongs to one instance and not to the process.
 */
final class StateClass {
    /** Memory's array. */
    static final String BYTES = "bytes";

    /** Memory's size in bytes, at most the length of its array. */
    static final String SIZE = "size";

    private StateClass() {}

    static byte[] write(Names names, Map<Integer, GlobalType> globals) {
        ClassWriter writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
        writer.visit(Opcodes.V17, access, names.state(), null, "java/lang/Object", null);
        field(writer, BYTES, "[B");
        field(writer, SIZE, "I");
        globals.forEach((index, type) -> field(writer, Names.global(index), type.descriptor()));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void field(ClassWriter writer, String name, String descriptor) {
        writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null)
                .visitEnd();
    }
}
