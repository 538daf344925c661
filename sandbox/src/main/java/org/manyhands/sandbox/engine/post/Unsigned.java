package org.manyhands.sandbox.engine.post;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;

/** Unsigned comparison of ints in a form that the JVM at hand compiles right. */
public final class Unsigned {
    /** From here on the JVM knows {@code Integer.compareUnsigned} itself. */
    private static final int RELIABLE = 21;

    private Unsigned() {}

    /** Adds code that replaces two ints on the stack by a number less than, equal to or greater than zero. */
    static void compareInts(InsnList code) {
        boolean reliable = Runtime.version().feature() >= RELIABLE;
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                reliable ? "java/lang/Integer" : Unsigned.class.getName().replace('.', '/'),
                reliable ? "compareUnsigned" : "compareWidened",
                "(II)I"));
    }

    /** Compares as longs: JDK-8376400, older JVMs mix up signed and unsigned comparisons of the same ints. */
    public static int compareWidened(int a, int b) {
        return Long.compare(Integer.toUnsignedLong(a), Integer.toUnsignedLong(b));
    }
}
