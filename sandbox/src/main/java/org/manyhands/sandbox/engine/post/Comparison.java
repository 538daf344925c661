package org.manyhands.sandbox.engine.post;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A comparison of WebAssembly as a conditional jump.
 *
 * @param jump the jump to take when it holds, as comparison of an int with zero ({@code IFEQ} and its like)
 */
record Comparison(Operands operands, int jump) {
    /** What is compared. */
    enum Operands {
        INT,
        INT_WITH_ZERO,
        UNSIGNED_INT,
        LONG,
        LONG_WITH_ZERO,
        UNSIGNED_LONG,
        FLOAT,
        DOUBLE
    }

    /** The helper that stands in for {@code i32.ge_u} among the runtime's own. */
    static final String OTHER_GE_U = "i32_ge_u";

    private static final Map<String, Comparison> BY_HELPER = byHelper();

    /** The comparison that a helper of the runtime does; null if it does something else. */
    static @Nullable Comparison of(String helper) {
        return BY_HELPER.get(helper);
    }

    private static Map<String, Comparison> byHelper() {
        Map<String, Comparison> all = new HashMap<>();
        put(all, "", "", Operands.INT, Operands.LONG, "EQ", "NE");
        put(all, "", "_S", Operands.INT, Operands.LONG, "LT", "GT", "LE", "GE");
        put(all, "", "_U", Operands.UNSIGNED_INT, Operands.UNSIGNED_LONG, "LT", "GT", "LE", "GE");
        for (String name : new String[] {"EQ", "NE", "LT", "GT", "LE", "GE"}) {
            all.put("F32_" + name, new Comparison(Operands.FLOAT, jump(name)));
            all.put("F64_" + name, new Comparison(Operands.DOUBLE, jump(name)));
        }
        all.put("I32_EQZ", new Comparison(Operands.INT_WITH_ZERO, Opcodes.IFEQ));
        all.put("I64_EQZ", new Comparison(Operands.LONG_WITH_ZERO, Opcodes.IFEQ));
        all.put(OTHER_GE_U, new Comparison(Operands.UNSIGNED_INT, Opcodes.IFGE));
        return Map.copyOf(all);
    }

    private static void put(
            Map<String, Comparison> all,
            String before,
            String after,
            Operands ofInts,
            Operands ofLongs,
            String... names) {
        for (String name : names) {
            all.put("I32_" + before + name + after, new Comparison(ofInts, jump(name)));
            all.put("I64_" + before + name + after, new Comparison(ofLongs, jump(name)));
        }
    }

    private static int jump(String name) {
        return switch (name) {
            case "EQ" -> Opcodes.IFEQ;
            case "NE" -> Opcodes.IFNE;
            case "LT" -> Opcodes.IFLT;
            case "GT" -> Opcodes.IFGT;
            case "LE" -> Opcodes.IFLE;
            case "GE" -> Opcodes.IFGE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The jump that is taken when the given one is not. */
    static int opposite(int jump) {
        return switch (jump) {
            case Opcodes.IFEQ -> Opcodes.IFNE;
            case Opcodes.IFNE -> Opcodes.IFEQ;
            case Opcodes.IFLT -> Opcodes.IFGE;
            case Opcodes.IFGE -> Opcodes.IFLT;
            case Opcodes.IFGT -> Opcodes.IFLE;
            case Opcodes.IFLE -> Opcodes.IFGT;
            default -> throw new IllegalArgumentException("opcode " + jump + " is no jump");
        };
    }

    /** Code that takes the operands from the stack and jumps if the comparison holds, or if it does not. */
    InsnList jumpTo(LabelNode target, boolean ifItHolds) {
        InsnList code = new InsnList();
        int taken = ifItHolds ? jump : opposite(jump);
        switch (operands) {
            case INT -> taken += Opcodes.IF_ICMPEQ - Opcodes.IFEQ;
            case INT_WITH_ZERO -> {}
            case UNSIGNED_INT -> Unsigned.compareInts(code);
            case LONG -> code.add(new InsnNode(Opcodes.LCMP));
            case LONG_WITH_ZERO -> {
                code.add(new InsnNode(Opcodes.LCONST_0));
                code.add(new InsnNode(Opcodes.LCMP));
            }
            case UNSIGNED_LONG ->
                code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, "java/lang/Long", "compareUnsigned", "(JJ)I"));
            case FLOAT -> code.add(new InsnNode(falseForNan() ? Opcodes.FCMPG : Opcodes.FCMPL));
            case DOUBLE -> code.add(new InsnNode(falseForNan() ? Opcodes.DCMPG : Opcodes.DCMPL));
        }
        code.add(new JumpInsnNode(taken, target));
        return code;
    }

    /** Less-than does not hold for a NaN if the comparison says greater; greater-than, if it says less. */
    private boolean falseForNan() {
        return jump == Opcodes.IFLT || jump == Opcodes.IFLE;
    }
}
