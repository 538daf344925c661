package org.manyhands.sandbox.engine.post;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts operations that are an instruction or two of the JVM, or a method that it knows by heart, in the place of the
 * helpers that wrap them. A large method may use up the compiler's budget for inlining before it comes to the helpers.
 */
final class Operations implements Transformation {
    /** Methods of the platform with the meaning and the parameters of a helper. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("I32_CLZ", "java/lang/Integer.numberOfLeadingZeros"),
            Map.entry("I32_CTZ", "java/lang/Integer.numberOfTrailingZeros"),
            Map.entry("I32_POPCNT", "java/lang/Integer.bitCount"),
            Map.entry("I32_ROTL", "java/lang/Integer.rotateLeft"),
            Map.entry("I32_ROTR", "java/lang/Integer.rotateRight"),
            Map.entry("I32_REINTERPRET_F32", "java/lang/Float.floatToRawIntBits"),
            Map.entry("F32_REINTERPRET_I32", "java/lang/Float.intBitsToFloat"),
            Map.entry("I64_REINTERPRET_F64", "java/lang/Double.doubleToRawLongBits"),
            Map.entry("F64_REINTERPRET_I64", "java/lang/Double.longBitsToDouble"),
            Map.entry("F32_ABS", "java/lang/Math.abs"),
            Map.entry("F64_ABS", "java/lang/Math.abs"),
            Map.entry("F32_MIN", "java/lang/Math.min"),
            Map.entry("F64_MIN", "java/lang/Math.min"),
            Map.entry("F32_MAX", "java/lang/Math.max"),
            Map.entry("F64_MAX", "java/lang/Math.max"),
            Map.entry("F64_SQRT", "java/lang/Math.sqrt"),
            Map.entry("F64_CEIL", "java/lang/Math.ceil"),
            Map.entry("F64_FLOOR", "java/lang/Math.floor"),
            Map.entry("F64_NEAREST", "java/lang/Math.rint"));

    private static final List<Object> UNSIGNED = List.of(Opcodes.I2L, 0xFFFF_FFFFL, Opcodes.LAND);

    /** Instructions by their opcodes, and constants (longs) among them. */
    private static final Map<String, List<Object>> INSTRUCTIONS = Map.ofEntries(
            Map.entry("I32_EXTEND_8_S", List.of(Opcodes.I2B)),
            Map.entry("I32_EXTEND_16_S", List.of(Opcodes.I2S)),
            Map.entry("I64_EXTEND_8_S", List.of(Opcodes.L2I, Opcodes.I2B, Opcodes.I2L)),
            Map.entry("I64_EXTEND_16_S", List.of(Opcodes.L2I, Opcodes.I2S, Opcodes.I2L)),
            Map.entry("I64_EXTEND_32_S", List.of(Opcodes.L2I, Opcodes.I2L)),
            Map.entry("I64_EXTEND_I32_U", UNSIGNED),
            Map.entry("F32_CONVERT_I32_S", List.of(Opcodes.I2F)),
            Map.entry("F32_CONVERT_I64_S", List.of(Opcodes.L2F)),
            Map.entry("F32_CONVERT_I32_U", List.of(Opcodes.I2L, 0xFFFF_FFFFL, Opcodes.LAND, Opcodes.L2F)),
            Map.entry("F64_CONVERT_I32_S", List.of(Opcodes.I2D)),
            Map.entry("F64_CONVERT_I64_S", List.of(Opcodes.L2D)),
            Map.entry("F64_CONVERT_I32_U", List.of(Opcodes.I2L, 0xFFFF_FFFFL, Opcodes.LAND, Opcodes.L2D)));

    @Override
    public void apply(MethodNode method) {
        InsnList code = method.instructions;
        for (AbstractInsnNode instruction : code.toArray()) {
            if (instruction instanceof MethodInsnNode call && call.owner.equals(Names.OPERATIONS)) {
                if (METHODS.containsKey(call.name)) {
                    code.set(call, platformCall(call));
                } else if (INSTRUCTIONS.containsKey(call.name)) {
                    code.insert(call, instructions(Objects.requireNonNull(INSTRUCTIONS.get(call.name))));
                    code.remove(call);
                }
            }
        }
    }

    private static MethodInsnNode platformCall(MethodInsnNode call) {
        String method = Objects.requireNonNull(METHODS.get(call.name));
        int dot = method.indexOf('.');
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, method.substring(0, dot), method.substring(dot + 1), call.desc, false);
    }

    private static InsnList instructions(List<Object> parts) {
        InsnList code = new InsnList();
        for (Object part : parts) {
            code.add(part instanceof Integer opcode ? new InsnNode(opcode) : new LdcInsnNode(part));
        }
        return code;
    }
}
