package org.manyhands.sandbox.engine;

import java.util.List;
import run.endive.runtime.Instance;

/** What executes the code of one instance, from before it is built until its run is over. */
interface Execution extends AutoCloseable {
    /** Tells the builder what machine the instance is to have. */
    void prepare(Instance.Builder builder);

    /** Takes note of the instance's memory. */
    void memory(FlatMemory memory);

    /** The functions of the module, by index, that were left by what ended the run; the innermost first. */
    List<Integer> calls(Throwable end);

    /** The run is over: the instance's code will not be executed again, its globals keep their values. */
    @Override
    void close();
}
