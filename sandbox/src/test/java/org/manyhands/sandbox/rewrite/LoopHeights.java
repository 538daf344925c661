package org.manyhands.sandbox.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** How many operands lie on the stack at the headers of a product's loops. Products hold no code that is not reached. */
final class LoopHeights {
    private record Open(int kind, Signature type, int height) {}

    private final ModuleLayout module;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Integer> heights = new ArrayList<>();
    private int height;

    private LoopHeights(ModuleLayout module) {
        this.module = module;
    }

    /** One number for each loop of the product. */
    static List<Integer> of(byte[] product) {
        ModuleLayout module = ModuleReader.read(product);
        LoopHeights all = new LoopHeights(module);
        for (int i = 0; i < module.bodies.size(); i++) {
            all.read(module.bodies.get(i), module.types.get(module.functions.get(i)));
        }
        return all.heights;
    }

    private void read(ModuleLayout.Body body, Signature type) {
        BinaryReader bytes = new BinaryReader(module.bytes, body.start(), body.end());
        Locals.skip(bytes);
        InstructionReader in = new InstructionReader(bytes);
        RewriteContext context = new RewriteContext(module, Rewrites.NONE, Weights.of(1));
        height = 0;
        open.push(new Open(Opcodes.BLOCK, type, 0));
        while (!open.isEmpty()) {
            in.next();
            switch (in.opcode) {
                case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> begin(in, context.blockSignature(in.blockType));
                case Opcodes.ELSE ->
                    height = open.element().height()
                            + open.element().type().parameters().length();
                case Opcodes.END -> {
                    Open closed = open.pop();
                    height = closed.height() + closed.type().results().length();
                }
                default -> height += effect(in);
            }
        }
    }

    private void begin(InstructionReader in, Signature type) {
        if (in.opcode == Opcodes.IF) {
            height--;
        }
        if (in.opcode == Opcodes.LOOP) {
            heights.add(height);
        }
        open.push(new Open(in.opcode, type, height - type.parameters().length()));
    }

    private int effect(InstructionReader in) {
        String effect = Opcodes.effect(in.opcode);
        if (effect != null) {
            int operands = effect.indexOf(':');
            return effect.length() - 1 - operands - operands;
        }
        return switch (in.opcode) {
            case Opcodes.CALL -> change(module.signature(in.index));
            case Opcodes.CALL_INDIRECT -> change(module.types.get(in.index)) - 1;
            case Opcodes.DROP, Opcodes.GLOBAL_SET, Opcodes.LOCAL_SET, Opcodes.BR_IF, Opcodes.BR_TABLE -> -1;
            case Opcodes.SELECT, Opcodes.SELECT_TYPED, Opcodes.TABLE_SET -> -2;
            case Opcodes.LOCAL_GET, Opcodes.GLOBAL_GET, Opcodes.REF_NULL, Opcodes.REF_FUNC -> 1;
            case Opcodes.TABLE_FILL -> -3;
            case Opcodes.TABLE_GROW -> -1;
            default -> 0;
        };
    }

    private static int change(Signature callee) {
        return callee.results().length() - callee.parameters().length();
    }
}
