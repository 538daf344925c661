package org.manyhands.sandbox.engine;

import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;

/** Instruction by instruction. */
final class InterpretedExecution implements Execution {
    @Override
    public void prepare(Instance.Builder builder) {
        builder.withMachineFactory(InterpreterMachine::new);
    }

    @Override
    public void memory(FlatMemory memory) {}

    @Override
    public void close() {}
}
