package org.manyhands.sandbox.wasi;

import java.util.List;

/** What no application may do: sockets, signals, links. The answer is always the same. */
final class RefusedCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            refused("path_link", "iiiiiii"),
            refused("path_symlink", "iiiii"),
            refused("proc_raise", "i"),
            socket("sock_accept", "iii"),
            socket("sock_recv", "iiiiii"),
            socket("sock_send", "iiiii"),
            socket("sock_shutdown", "ii"));

    private RefusedCalls() {}

    /** No descriptor is a socket. */
    private static WasiFunction socket(String name, String parameters) {
        return WasiFunction.of(name, parameters, call -> {
            call.process().descriptors().get(call.intAt(0));
            throw new WasiException(Errno.NOTSOCK);
        });
    }

    private static WasiFunction refused(String name, String parameters) {
        return WasiFunction.of(name, parameters, call -> {
            throw new WasiException(Errno.NOTSUP);
        });
    }
}
