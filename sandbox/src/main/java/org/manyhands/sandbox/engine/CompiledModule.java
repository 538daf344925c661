package org.manyhands.sandbox.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.manyhands.sandbox.engine.post.GlobalType;
import org.manyhands.sandbox.engine.post.GuestClasses;
import org.manyhands.sandbox.engine.post.LoadedGuest;

/**
 * The code of a module. Each instance has loaded classes to itself while it runs; then they serve the next one, warm.
 */
final class CompiledModule {
    private final GuestClasses classes;
    private final Map<Integer, GlobalType> globals;
    private final Deque<LoadedGuest> idle = new ArrayDeque<>();

    CompiledModule(GuestClasses classes, Map<Integer, GlobalType> globals) {
        this.classes = classes;
        this.globals = globals;
    }

    synchronized Execution begin() {
        LoadedGuest guest = idle.isEmpty() ? new LoadedGuest(classes) : idle.pop();
        return new CompiledExecution(guest, globals, () -> giveBack(guest));
    }

    private synchronized void giveBack(LoadedGuest guest) {
        idle.push(guest);
    }
}
