package org.manyhands.sandbox.rewrite;

/** What instructions take from the operands and give to them, with what is known of the bits of NaNs among them. */
final class OperandEffects {
    private final RewriteContext context;
    private final Locals locals;
    private final NanBits nanBits;
    private final OperandStack operands;

    OperandEffects(RewriteContext context, Locals locals, NanBits nanBits, OperandStack operands) {
        this.context = context;
        this.locals = locals;
        this.nanBits = nanBits;
        this.operands = operands;
    }

    /** Applies an instruction that is neither a call nor one that begins, ends or leaves a construct. */
    void apply(InstructionReader in) {
        String effect = Opcodes.effect(in.opcode);
        if (effect == null) {
            applyTyped(in);
            return;
        }
        int colon = effect.indexOf(':');
        boolean result = effect.length() > colon + 1;
        char type = result ? effect.charAt(colon + 1) : 0;
        boolean uncertain = result && NanBits.uncertainResult(in.opcode, type, operands);
        operands.pop(colon);
        if (result) {
            operands.push(type, uncertain);
        }
    }

    void call(Signature callee) {
        operands.pop(callee.parameters().length());
        operands.push(callee.results());
    }

    /** Makes the operand canonical whose bits the instruction is about to show. */
    void hideNan(InstructionReader in, BinaryWriter out) {
        if (context.rewrites.nans() && NanBits.observes(in.opcode) && operands.uncertain(0)) {
            nanBits.writeCanonical(out, locals, operands.type());
            operands.settleTop();
        }
    }

    /** The instructions whose types depend on a local, a global, a table or the operands. */
    private void applyTyped(InstructionReader in) {
        switch (in.opcode) {
            case Opcodes.NOP -> {}
            case Opcodes.DROP, Opcodes.GLOBAL_SET -> operands.pop();
            case Opcodes.SELECT, Opcodes.SELECT_TYPED -> {
                boolean uncertain = operands.uncertain(1) || operands.uncertain(2);
                operands.pop(2);
                operands.push(operands.pop(), uncertain);
            }
            case Opcodes.LOCAL_GET -> {
                char type = locals.type(in.index);
                operands.push(type, NanBits.isFloat(type) && nanBits.uncertainLocal(in.index));
            }
            case Opcodes.LOCAL_SET -> {
                nanBits.assign(in.index, operands.uncertain(0));
                operands.pop();
            }
            case Opcodes.LOCAL_TEE -> nanBits.assign(in.index, operands.uncertain(0));
            case Opcodes.GLOBAL_GET ->
                operands.push(context.source.globals.get(in.index).type());
            case Opcodes.TABLE_GET -> {
                operands.pop();
                operands.push(context.source.tables.get(in.index).elementType());
            }
            case Opcodes.TABLE_SET -> operands.pop(2);
            case Opcodes.TABLE_FILL -> operands.pop(3);
            case Opcodes.TABLE_GROW -> {
                operands.pop(2);
                operands.push(Signature.I32);
            }
            case Opcodes.REF_NULL -> operands.push(in.type);
            case Opcodes.REF_IS_NULL -> {
                operands.pop();
                operands.push(Signature.I32);
            }
            case Opcodes.REF_FUNC -> operands.push(Signature.FUNCREF);
            default -> throw new IllegalStateException("instruction " + in.opcode + " at byte " + in.start);
        }
    }
}
