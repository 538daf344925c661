package org.manyhands.sandbox.engine;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Backtrace;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.MStack;
import run.endive.runtime.StackFrame;
import run.endive.wasm.types.FunctionType;

/** An interpreter that notes which functions an exception leaves; they are gone from its stack when it arrives. */
final class TracedInterpreter extends InterpreterMachine {
    private final List<Integer> left = new ArrayList<>();
    private int called;

    TracedInterpreter(Instance instance) {
        super(instance);
    }

    /** Indices of functions, the innermost first, at most one more than a backtrace has. */
    List<Integer> left() {
        return left;
    }

    @Override
    protected long[] call(
            MStack stack,
            Instance instance,
            Deque<StackFrame> callStack,
            int function,
            long[] arguments,
            Object @Nullable [] references,
            @Nullable FunctionType type,
            boolean popResults) {
        called = function;
        return super.call(stack, instance, callStack, function, arguments, references, type, popResults);
    }

    /** Is called once for each call of a function that the module defines, when nothing more can prevent it. */
    @Override
    protected void eval(MStack stack, Instance instance, Deque<StackFrame> callStack) {
        int function = called;
        try {
            super.eval(stack, instance, callStack);
        } catch (RuntimeException | StackOverflowError e) {
            if (left.size() <= Backtrace.MOST_FUNCTIONS) {
                left.add(function);
            }
            throw e;
        }
    }
}
