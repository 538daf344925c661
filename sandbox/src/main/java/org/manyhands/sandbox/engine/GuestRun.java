package org.manyhands.sandbox.engine;

import java.io.IOException;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.wasi.GuestExitException;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmModule;

/** Calls what a module exports, in the order that its kind asks for: a command, or the step API. */
final class GuestRun {
    /** What every WASI command exports. */
    private static final String ENTRY = "_start";

    /** What a reactor may export to be called first. */
    private static final String INITIALIZE = "_initialize";

    private static final String INIT = "manyhands_init";
    private static final String STEP = "manyhands_step";
    private static final String RESULT = "manyhands_result";

    private final WasmModule module;
    private final FuelMeter meter;
    private final Steps steps;

    GuestRun(WasmModule module, FuelMeter meter, Steps steps) {
        this.module = module;
        this.meter = meter;
        this.steps = steps;
    }

    /** True for a module that is run step by step; the profile checker has seen that it exports all three or none. */
    static boolean stepped(WasmModule module) {
        return exports(module, STEP);
    }

    /** True when the instance must not begin, since its state is to come from elsewhere. */
    boolean resuming() {
        return stepped(module) && steps.resuming();
    }

    /**
     * Runs to the end.
     *
     * @throws GuestExitException when the guest ends itself
     * @throws IOException when the state to go on from cannot be restored
     */
    void run(Instance instance) throws IOException {
        if (!stepped(module)) {
            instance.export(ENTRY).apply();
            return;
        }
        GuestState state = new InstanceState(instance);
        if (steps.resuming()) {
            steps.restore(state);
        } else {
            if (exports(module, INITIALIZE)) {
                instance.export(INITIALIZE).apply();
            }
            instance.export(INIT).apply();
            steps.between(state);
        }
        ExportFunction step = instance.export(STEP);
        while ((int) step.apply()[0] != 0) {
            // A step too small for a check of its own is charged, but nobody would ever ask whether it may go on.
            meter.charge(0);
            steps.between(state);
        }
        instance.export(RESULT).apply();
    }

    private static boolean exports(WasmModule module, String name) {
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            if (module.exportSection().getExport(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
