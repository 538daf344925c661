package org.manyhands.sandbox.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.engine.post.FieldGlobal;
import org.manyhands.sandbox.engine.post.GlobalType;
import org.manyhands.sandbox.engine.post.LoadedGuest;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;

/** Compiled code whose state belongs to one instance until the end of its run. */
final class CompiledExecution implements Execution {
    private final LoadedGuest guest;
    private final Map<Integer, GlobalType> types;
    private final Runnable whenOver;
    private final List<FieldGlobal> fields = new ArrayList<>();
    private int next;
    private boolean over;

    CompiledExecution(LoadedGuest guest, Map<Integer, GlobalType> types, Runnable whenOver) {
        this.guest = guest;
        this.types = types;
        this.whenOver = whenOver;
    }

    @Override
    public void prepare(Instance.Builder builder) {
        builder.withMachineFactory(instance -> {
                    next = instance.module().importSection().count(ExternalType.GLOBAL);
                    return guest.machine(instance);
                })
                .withGlobalFactory(this::global);
    }

    /** The runtime asks for the module's own globals one after the other. */
    private GlobalInstance global(long low, long high, ValType valType, MutabilityType mutability) {
        int index = next++;
        GlobalType type = types.get(index);
        if (type == null) {
            return GlobalInstance.builder()
                    .valueLow(low)
                    .valueHigh(high)
                    .valType(valType)
                    .mutabilityType(mutability)
                    .build();
        }
        FieldGlobal global = new FieldGlobal(guest, index, type, low, valType, mutability);
        fields.add(global);
        return global;
    }

    @Override
    public void memory(FlatMemory memory) {
        memory.follow(guest::memory);
    }

    @Override
    public List<Integer> calls(Throwable end) {
        return GeneratedFrames.of(end);
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            fields.forEach(FieldGlobal::release);
            guest.memory(new byte[0], 0);
            whenOver.run();
        }
    }
}
