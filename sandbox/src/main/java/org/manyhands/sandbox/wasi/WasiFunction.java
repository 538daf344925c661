package org.manyhands.sandbox.wasi;

import org.manyhands.sandbox.meter.LimitReachedException;

/**
 * A function of {@code wasi_snapshot_preview1}.
 *
 * @param name its name in the specification
 * @param parameters a letter for each parameter: {@code i} for i32, {@code I} for i64
 * @param returnsErrno true when its result is an error number, false when it has none and does not return
 * @param handler what it does
 */
public record WasiFunction(String name, String parameters, boolean returnsErrno, Handler handler) {
    /** The import module of WASI preview 1. */
    public static final String MODULE = "wasi_snapshot_preview1";

    /** What a function does; an error number leaves as a {@link WasiException}. */
    interface Handler {
        void handle(GuestCall call);
    }

    static WasiFunction of(String name, String parameters, Handler handler) {
        return new WasiFunction(name, parameters, true, handler);
    }

    /**
     * Calls it.
     *
     * @return the error number, 0 for none
     * @throws GuestExitException when the guest ends itself
     * @throws LimitReachedException when a limit of the work unit is passed
     */
    public int call(WasiProcess process, GuestMemory memory, long[] arguments) {
        process.fuel().charge(WasiFuel.CALL);
        try {
            handler.handle(new GuestCall(process, memory, arguments));
            return Errno.SUCCESS.code();
        } catch (WasiException e) {
            return e.errno().code();
        }
    }
}
