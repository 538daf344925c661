package org.manyhands.sandbox;

import java.nio.file.Path;

/**
 * A slot: a child process in which modules are parsed, rewritten, compiled and run. One caller at a time, save for
 * {@link #cancel}, {@link #pause}, {@link #resume} and {@link #throttle}, which any thread may call while a run goes on. When this process
 * ends, however it ends, so does the slot.
 */
public interface Slot extends AutoCloseable {
    /** Checks a module against the deterministic profile; a module that cannot even be parsed is a violation. */
    ModuleReport inspect(Path module) throws SlotException;

    /**
     * Checks a source module and writes its instrumented form.
     *
     * @throws ModuleRefusedException when the module breaks a rule
     */
    Instrumented instrument(Path source, Path target) throws SlotException, ModuleRefusedException;

    /**
     * Runs a module to its end. A slot process that dies in the middle is an outcome ({@link Outcome.HostFailed}), and
     * the next call starts a new one.
     *
     * @throws ModuleRefusedException when the module breaks a rule
     */
    RunOutcome run(RunRequest request, RunObserver observer) throws SlotException, ModuleRefusedException;

    /** Describes a module: what it holds, as far as it can be read, and what the checker says of it. */
    ModuleDescription describe(Path module) throws SlotException;

    /**
     * Runs a source module with a counter in each function. Outcome, fuel and digest are those of {@link #run}; it takes
     * longer, and takes no snapshots.
     *
     * @throws ModuleRefusedException when the module breaks a rule, or is instrumented
     */
    RunProfile profile(RunRequest request, RunObserver observer) throws SlotException, ModuleRefusedException;

    /**
     * Runs a source module as a plain WASI command, without metering: for trying programs and for conformance suites.
     * Its outcome is this machine's alone: fuel is 0 and there is no digest; {@code outputs} are the files written back.
     *
     * @throws ModuleRefusedException when the module breaks a rule, or is instrumented
     */
    RunOutcome runRaw(RawRequest request, RunObserver observer) throws SlotException, ModuleRefusedException;

    /** Stops the run that goes on, if one does: its outcome is {@link Outcome.Cancelled}. */
    void cancel();

    /** Holds the run that goes on, within 100 milliseconds. */
    void pause();

    /** Lets a held run go on. */
    void resume();

    /**
     * Lets the run that goes on, and those that follow, work and rest in turns; any thread may call.
     *
     * @param percent of a core that a run may use, 1 to 100
     * @throws IllegalArgumentException when it is another number
     */
    void throttle(int percent);

    /** The slot's process id, for showing; -1 while none runs. */
    long pid();

    @Override
    void close();

    /** A slot on this machine; its process starts at the first call. */
    static Slot open(SlotSettings settings) {
        return org.manyhands.sandbox.slot.ProcessSlot.open(settings);
    }
}
