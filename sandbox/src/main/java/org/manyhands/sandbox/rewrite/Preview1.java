package org.manyhands.sandbox.rewrite;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The 46 functions of WASI preview 1 that have a place in current toolchains, with their types. All may be imported; the
 * host answers those that the contract refuses (sockets, links, signals) with an error number.
 *
 * <p>Source: the WASI repository's {@code legacy/preview1/docs.md}, lowered to core WebAssembly.
 */
final class Preview1 {
    static final String MODULE = "wasi_snapshot_preview1";

    private static final Map<String, Signature> FUNCTIONS = new HashMap<>();

    static {
        put("args_get", "ii");
        put("args_sizes_get", "ii");
        put("environ_get", "ii");
        put("environ_sizes_get", "ii");
        put("clock_res_get", "ii");
        put("clock_time_get", "ili");
        put("fd_advise", "illi");
        put("fd_allocate", "ill");
        put("fd_close", "i");
        put("fd_datasync", "i");
        put("fd_fdstat_get", "ii");
        put("fd_fdstat_set_flags", "ii");
        put("fd_fdstat_set_rights", "ill");
        put("fd_filestat_get", "ii");
        put("fd_filestat_set_size", "il");
        put("fd_filestat_set_times", "illi");
        put("fd_pread", "iiili");
        put("fd_prestat_get", "ii");
        put("fd_prestat_dir_name", "iii");
        put("fd_pwrite", "iiili");
        put("fd_read", "iiii");
        put("fd_readdir", "iiili");
        put("fd_renumber", "ii");
        put("fd_seek", "ilii");
        put("fd_sync", "i");
        put("fd_tell", "ii");
        put("fd_write", "iiii");
        put("path_create_directory", "iii");
        put("path_filestat_get", "iiiii");
        put("path_filestat_set_times", "iiiilli");
        put("path_link", "iiiiiii");
        put("path_open", "iiiiillii");
        put("path_readlink", "iiiiii");
        put("path_remove_directory", "iii");
        put("path_rename", "iiiiii");
        put("path_symlink", "iiiii");
        put("path_unlink_file", "iii");
        put("poll_oneoff", "iiii");
        put("proc_raise", "i");
        put("random_get", "ii");
        put("sched_yield", "");
        put("sock_accept", "iii");
        put("sock_recv", "iiiiii");
        put("sock_send", "iiiii");
        put("sock_shutdown", "ii");
        FUNCTIONS.put("proc_exit", new Signature("i", ""));
    }

    private Preview1() {}

    private static void put(String name, String parameters) {
        FUNCTIONS.put(name, new Signature(parameters, "i"));
    }

    /** A function's type, or null when preview 1 has no such function. */
    static @Nullable Signature function(String name) {
        return FUNCTIONS.get(name);
    }

    static int size() {
        return FUNCTIONS.size();
    }
}
