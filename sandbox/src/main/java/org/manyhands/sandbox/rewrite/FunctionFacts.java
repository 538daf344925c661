package org.manyhands.sandbox.rewrite;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a first look at a function finds.
 *
 * @param loops whether it has a loop
 * @param calls whether it calls anything, imported functions among it
 * @param callees functions of the module that it calls by name, as indices among those that the module defines
 * @param indirectTypes types of the functions that it calls through a table
 * @param references functions that it takes a reference to, as function indices
 */
record FunctionFacts(
        boolean loops, boolean calls, Set<Integer> callees, Set<Integer> indirectTypes, Set<Integer> references) {
    static FunctionFacts of(ModuleLayout module, ModuleLayout.Body body, int importedFunctions) {
        BinaryReader bytes = new BinaryReader(module.bytes, body.start(), body.end());
        Locals.skip(bytes);
        InstructionReader in = new InstructionReader(bytes);
        boolean loops = false;
        boolean calls = false;
        Set<Integer> callees = new TreeSet<>();
        Set<Integer> indirectTypes = new TreeSet<>();
        Set<Integer> references = new TreeSet<>();
        while (!in.atEnd()) {
            in.next();
            switch (in.opcode) {
                case Opcodes.LOOP -> loops = true;
                case Opcodes.CALL -> {
                    calls = true;
                    if (in.index >= importedFunctions) {
                        callees.add(in.index - importedFunctions);
                    }
                }
                case Opcodes.CALL_INDIRECT -> {
                    calls = true;
                    indirectTypes.add(in.index);
                }
                case Opcodes.REF_FUNC -> references.add(in.index);
                default -> {}
            }
        }
        return new FunctionFacts(loops, calls, callees, indirectTypes, references);
    }
}
