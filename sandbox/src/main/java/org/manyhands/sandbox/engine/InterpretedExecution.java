package org.manyhands.sandbox.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;

/** Instruction by instruction. */
final class InterpretedExecution implements Execution {
    private @Nullable TracedInterpreter machine;

    @Override
    public void prepare(Instance.Builder builder) {
        builder.withMachineFactory(instance -> machine = new TracedInterpreter(instance));
    }

    @Override
    public void memory(FlatMemory memory) {}

    @Override
    public List<Integer> calls(Throwable end) {
        return machine == null ? List.of() : machine.left();
    }

    @Override
    public void close() {}
}
