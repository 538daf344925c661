package org.manyhands.sandbox.wasi;

import java.util.List;

/** What no application may do: sockets, signals, links. The answer is always the same. */
final class RefusedCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            refused("path_link", "iiiiiii"),
            refused("path_symlink", "iiiii"),
            refused("proc_raise", "i"),
            refused("sock_accept", "iii"),
            refused("sock_recv", "iiiiii"),
            refused("sock_send", "iiiii"),
            refused("sock_shutdown", "ii"));

    private RefusedCalls() {}

    private static WasiFunction refused(String name, String parameters) {
        return WasiFunction.of(name, parameters, call -> {
            throw new WasiException(Errno.NOTSUP);
        });
    }
}
