package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.InputFile;

/** Each call of preview 1 made once as programs make it: it works, or gives the error number that is promised. */
class EveryCallTest {
    private static final int OUT = 4;
    private static final int NONE = 99;
    private static final int AT = 4_096;

    /** A file of {@code /out} that is open, with three bytes in it. */
    private static int file(Guest guest) {
        int file = guest.create("f");
        guest.write(file, "abc");
        return file;
    }

    /** A function whose one vector is memory from 8,192 on. */
    private static Errno vector(Guest guest, String name, int descriptor, long... more) {
        guest.vector(8_192, 3);
        long[] arguments = new long[4 + more.length];
        arguments[0] = descriptor;
        arguments[1] = Guest.vectorAddress();
        arguments[2] = 1;
        System.arraycopy(more, 0, arguments, 3, more.length);
        arguments[arguments.length - 1] = Guest.RESULT;
        return guest.call(name, arguments);
    }

    private static final Map<String, Function<Guest, Errno>> CALLS = new TreeMap<>(Map.ofEntries(
            Map.entry("args_get", g -> g.call("args_get", AT, AT + 100)),
            Map.entry("args_sizes_get", g -> g.call("args_sizes_get", AT, AT + 4)),
            Map.entry("clock_res_get", g -> g.call("clock_res_get", 0, AT)),
            Map.entry("clock_time_get", g -> g.call("clock_time_get", 1, 0, AT)),
            Map.entry("environ_get", g -> g.call("environ_get", AT, AT + 100)),
            Map.entry("environ_sizes_get", g -> g.call("environ_sizes_get", AT, AT + 4)),
            Map.entry("fd_advise", g -> g.call("fd_advise", file(g), 0, 0, 0)),
            Map.entry("fd_allocate", g -> g.call("fd_allocate", file(g), 0, 100)),
            Map.entry("fd_close", g -> g.call("fd_close", file(g))),
            Map.entry("fd_datasync", g -> g.call("fd_datasync", file(g))),
            Map.entry("fd_fdstat_get", g -> g.call("fd_fdstat_get", file(g), AT)),
            Map.entry("fd_fdstat_set_flags", g -> g.call("fd_fdstat_set_flags", file(g), 1)),
            Map.entry("fd_fdstat_set_rights", g -> g.call("fd_fdstat_set_rights", file(g), 0, 0)),
            Map.entry("fd_filestat_get", g -> g.call("fd_filestat_get", file(g), AT)),
            Map.entry("fd_filestat_set_size", g -> g.call("fd_filestat_set_size", file(g), 1)),
            Map.entry("fd_filestat_set_times", g -> g.call("fd_filestat_set_times", file(g), 1, 2, 5)),
            Map.entry("fd_pread", g -> vector(g, "fd_pread", file(g), 0)),
            Map.entry("fd_prestat_dir_name", g -> g.call("fd_prestat_dir_name", OUT, AT, 4)),
            Map.entry("fd_prestat_get", g -> g.call("fd_prestat_get", OUT, AT)),
            Map.entry("fd_pwrite", g -> vector(g, "fd_pwrite", file(g), 0)),
            Map.entry("fd_read", g -> vector(g, "fd_read", 0)),
            Map.entry("fd_readdir", g -> g.call("fd_readdir", OUT, AT, 1_000, 0, Guest.RESULT)),
            Map.entry("fd_renumber", g -> g.call("fd_renumber", file(g), 2)),
            Map.entry("fd_seek", g -> g.call("fd_seek", file(g), 1, 0, AT)),
            Map.entry("fd_sync", g -> g.call("fd_sync", file(g))),
            Map.entry("fd_tell", g -> g.call("fd_tell", file(g), AT)),
            Map.entry("fd_write", g -> vector(g, "fd_write", 1)),
            Map.entry("path_create_directory", g -> g.path("path_create_directory", OUT, "d")),
            Map.entry("path_filestat_get", g -> {
                System.arraycopy(new byte[] {'.'}, 0, g.bytes(), AT, 1);
                return g.call("path_filestat_get", OUT, 0, AT, 1, AT + 64);
            }),
            Map.entry("path_filestat_set_times", g -> {
                System.arraycopy(new byte[] {'.'}, 0, g.bytes(), AT, 1);
                return g.call("path_filestat_set_times", OUT, 0, AT, 1, 1, 2, 5);
            }),
            Map.entry("path_link", g -> g.call("path_link", OUT, 0, AT, 1, OUT, AT, 1)),
            Map.entry("path_open", g -> g.open(OUT, "new", Flags.OPEN_CREATE, Flags.RIGHT_WRITE, 0)),
            Map.entry("path_readlink", g -> g.path("path_readlink", OUT, ".", AT, 100, Guest.RESULT)),
            Map.entry("path_remove_directory", g -> {
                g.path("path_create_directory", OUT, "d");
                return g.path("path_remove_directory", OUT, "d");
            }),
            Map.entry("path_rename", g -> {
                file(g);
                return g.rename("f", "g");
            }),
            Map.entry("path_symlink", g -> g.call("path_symlink", AT, 1, OUT, AT, 1)),
            Map.entry("path_unlink_file", g -> {
                file(g);
                return g.path("path_unlink_file", OUT, "f");
            }),
            Map.entry("poll_oneoff", g -> g.call("poll_oneoff", AT, AT + 100, 1, Guest.RESULT)),
            Map.entry("proc_raise", g -> g.call("proc_raise", 6)),
            Map.entry("random_get", g -> g.call("random_get", AT, 8)),
            Map.entry("sched_yield", g -> g.call("sched_yield")),
            Map.entry("sock_accept", g -> g.call("sock_accept", 3, 0, AT)),
            Map.entry("sock_recv", g -> vector(g, "sock_recv", 3, 0, AT)),
            Map.entry("sock_send", g -> vector(g, "sock_send", 3, 0)),
            Map.entry("sock_shutdown", g -> g.call("sock_shutdown", 1, 0))));

    private static final Map<String, Errno> REFUSED = Map.of(
            "path_link",
            Errno.NOTSUP,
            "path_symlink",
            Errno.NOTSUP,
            "proc_raise",
            Errno.NOTSUP,
            "path_readlink",
            Errno.INVAL,
            "sock_accept",
            Errno.NOTSOCK,
            "sock_recv",
            Errno.NOTSOCK,
            "sock_send",
            Errno.NOTSOCK,
            "sock_shutdown",
            Errno.NOTSOCK);

    @TempDir
    private Path directory;

    static List<String> names() {
        return List.copyOf(CALLS.keySet());
    }

    private Guest guest() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "input");
        return new Guest(List.of(new InputFile("input", input)), List.of("a"), Map.of("K", "v"), 1, "stdin");
    }

    @Test
    void noCallIsLeftOut() {
        TreeSet<String> all = new TreeSet<>(WasiFunctions.all().keySet());
        all.remove("proc_exit"); // Ends the run: tested where runs are.
        assertThat(CALLS.keySet()).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("names")
    void callWorksOrGivesThePromisedError(String name) throws Exception {
        assertThat(CALLS.get(name).apply(guest())).isEqualTo(REFUSED.getOrDefault(name, Errno.SUCCESS));
    }

    @ParameterizedTest
    @MethodSource("names")
    void callTwiceMadeLeavesTheSameMemoryAndFuel(String name) throws Exception {
        Guest one = guest();
        Guest other = guest();
        assertThat(CALLS.get(name).apply(one)).isEqualTo(CALLS.get(name).apply(other));
        assertThat(one.bytes()).isEqualTo(other.bytes());
        assertThat(one.fuel()).isEqualTo(other.fuel()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("names")
    void numberThatIsNoDescriptorIsBad(String name) throws Exception {
        boolean takesDescriptor = name.startsWith("fd_") || name.startsWith("sock_");
        if (takesDescriptor) {
            long[] arguments =
                    new long[WasiFunctions.all().get(name).parameters().length()];
            arguments[0] = NONE;
            assertThat(guest().call(name, arguments)).isEqualTo(Errno.BADF);
        }
    }

    @Test
    void rightsAreTakenAndNeverGiven() throws Exception {
        Guest guest = guest();
        int file = file(guest);
        guest.call("fd_fdstat_get", file, AT);
        long rights = guest.longAt(AT + 8);
        long withoutWriting = rights & ~Flags.RIGHT_WRITE;
        assertThat(guest.call("fd_fdstat_set_rights", file, withoutWriting, withoutWriting))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.write(file, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_seek", file, 0, 0, AT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(file, 3)).isEqualTo("abc");
        assertThat(guest.call("fd_fdstat_set_rights", file, rights, 0)).isEqualTo(Errno.NOTCAPABLE);
        guest.call("fd_fdstat_get", OUT, AT);
        assertThat(guest.longAt(AT + 8) & (Flags.RIGHT_READ | Flags.RIGHT_WRITE | Flags.RIGHT_SEEK))
                .as("a directory is neither read nor written nor sought in")
                .isZero();
        assertThat(guest.longAt(AT + 16)).as("but files below it are").isEqualTo(Flags.RIGHTS_ALL);
        assertThat(guest.open(OUT, ".", Flags.OPEN_DIRECTORY, Flags.RIGHT_WRITE, 0))
                .isEqualTo(Errno.ISDIR);
    }

    @Test
    void pointersOfReadlinkAreLookedAt() throws Exception {
        assertThat(guest().path("path_readlink", OUT, ".", Guest.SIZE - 99, 100, Guest.RESULT))
                .isEqualTo(Errno.FAULT);
        assertThat(guest().path("path_readlink", OUT, ".", AT, -1, Guest.RESULT))
                .isEqualTo(Errno.FAULT);
        assertThat(guest().path("path_readlink", OUT, ".", AT, 100, Guest.SIZE - 3))
                .isEqualTo(Errno.FAULT);
        assertThat(guest().path("path_readlink", OUT, "none", Guest.SIZE - 99, 100, Guest.RESULT))
                .isEqualTo(Errno.NOENT);
    }
}
