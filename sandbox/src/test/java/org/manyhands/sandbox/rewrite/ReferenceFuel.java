package org.manyhands.sandbox.rewrite;

import run.endive.runtime.Instance;
import run.endive.runtime.MStack;
import run.endive.wasm.types.Instruction;

/**
 * Counts fuel the slow and obvious way: the interpreter tells of every instruction of the <em>source</em> module that it
 * executes, and each is looked up in the weight table. What the rewrite charges in sums must come to the same.
 */
public final class ReferenceFuel {
    private Instance instance;
    private int imported;
    private long fuel;

    public void watch(Instance watched) {
        instance = watched;
        imported = watched.imports().functionCount();
    }

    public long fuel() {
        return fuel;
    }

    /** The host calls a function of the module. */
    public void enter(int function) {
        if (function >= imported) {
            fuel += Weights.of(Weights.NEWEST)
                    .entry(instance.function(function).localTypes().size());
        }
    }

    public void executed(Instruction instruction, MStack stack) {
        int opcode = instruction.opcode().opcode();
        fuel += Weights.of(Weights.NEWEST).cost(opcode);
        switch (opcode) {
            case Opcodes.CALL -> enter((int) instruction.operand(0));
            case Opcodes.CALL_INDIRECT -> enterIndirect(instruction, stack);
            case Opcodes.MEMORY_FILL, Opcodes.MEMORY_COPY, Opcodes.MEMORY_INIT ->
                fuel += length(stack) >> Weights.BULK_BYTES_SHIFT;
            case Opcodes.TABLE_FILL, Opcodes.TABLE_COPY, Opcodes.TABLE_INIT, Opcodes.TABLE_GROW ->
                fuel += length(stack);
            case Opcodes.MEMORY_GROW -> fuel += Math.min(length(stack), Weights.MOST_PAGES) * Weights.PAGE;
            default -> {}
        }
    }

    private void enterIndirect(Instruction instruction, MStack stack) {
        var table = instance.table((int) instruction.operand(1));
        long index = length(stack);
        if (index < table.size() && table.ref((int) index) >= 0) {
            enter(table.ref((int) index));
        }
    }

    private static long length(MStack stack) {
        return stack.peek() & 0xffff_ffffL;
    }
}
