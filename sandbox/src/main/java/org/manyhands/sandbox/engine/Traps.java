package org.manyhands.sandbox.engine;

import java.util.Map;
import java.util.Optional;
import org.manyhands.sandbox.Outcome;
import run.endive.wasm.WasmEngineException;

/** Tells which trap of the specification an exception of the runtime stands for; the runtime says so by its message. */
final class Traps {
    static final String MEMORY_OUT_OF_BOUNDS = "out of bounds memory access";

    /** How the runtime says that the Java stack ran out. */
    static final String STACK_EXHAUSTED = "call stack exhausted";

    private static final Map<String, Outcome.Trap> BY_MESSAGE = Map.of(
            "Trapped on unreachable instruction",
            Outcome.Trap.UNREACHABLE,
            MEMORY_OUT_OF_BOUNDS,
            Outcome.Trap.MEMORY_OUT_OF_BOUNDS,
            "out of bounds table access",
            Outcome.Trap.TABLE_OUT_OF_BOUNDS,
            "indirect call type mismatch",
            Outcome.Trap.INDIRECT_CALL_TYPE_MISMATCH,
            "undefined element",
            Outcome.Trap.UNDEFINED_ELEMENT,
            "uninitialized element",
            Outcome.Trap.UNINITIALIZED_ELEMENT,
            "integer divide by zero",
            Outcome.Trap.INTEGER_DIVIDE_BY_ZERO,
            "integer overflow",
            Outcome.Trap.INTEGER_OVERFLOW,
            "invalid conversion to integer",
            Outcome.Trap.INVALID_CONVERSION_TO_INTEGER);

    private Traps() {}

    static Optional<Outcome.Trap> of(WasmEngineException e) {
        String message = String.valueOf(e.getMessage());
        return BY_MESSAGE.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
