package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorsTest {
    private Guest guest;

    @BeforeEach
    void prepare() {
        guest = new Guest(List.of(), List.of(), Map.of(), 0, "standard input");
    }

    @Test
    void standardInputIsReadToItsEnd() {
        assertThat(guest.read(0, 8)).isEqualTo("standard");
        assertThat(guest.read(0, 100)).isEqualTo(" input");
        assertThat(guest.read(0, 100)).isEmpty();
        assertThat(guest.write(0, "x")).isEqualTo(Errno.BADF);
    }

    @Test
    void standardOutputAndErrorAreKeptApart() {
        assertThat(guest.write(1, "out")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.write(2, "err")).isEqualTo(Errno.SUCCESS);
        assertThat(new String(guest.stdout.captured().kept(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("out");
        assertThat(new String(guest.stderr.captured().kept(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("err");
        assertThat(guest.call("fd_seek", 1, 0, 0, Guest.RESULT)).isEqualTo(Errno.SPIPE);
    }

    @Test
    void streamsAreNeitherTerminalsNorFiles() {
        assertThat(guest.call("fd_fdstat_get", 1, 4_096)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.byteAt(4_096)).isEqualTo(FileType.UNKNOWN);
        assertThat(guest.longAt(4_096 + 8) & (Flags.RIGHT_SEEK | Flags.RIGHT_TELL))
                .isZero();
        assertThat(guest.call("fd_filestat_get", 1, 4_096)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longAt(4_096 + 32)).isZero();
    }

    @Test
    void statusOfAFileSaysWhatItIsOpenFor() {
        guest.create("a");
        guest.open(4, "a", 0, Flags.RIGHT_READ, 0);
        int file = guest.intAt(Guest.RESULT);
        guest.call("fd_fdstat_get", file, 4_096);
        assertThat(guest.byteAt(4_096)).isEqualTo(FileType.REGULAR_FILE);
        assertThat(guest.longAt(4_096 + 8) & Flags.RIGHT_READ).isNotZero();
        assertThat(guest.longAt(4_096 + 8) & Flags.RIGHT_WRITE).isZero();
        guest.call("fd_fdstat_get", 4, 4_096);
        assertThat(guest.byteAt(4_096)).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void closedNumberIsGoneAndTheLowestFreeOneComesNext() {
        int first = guest.create("a");
        int second = guest.create("b");
        assertThat(List.of(first, second)).containsExactly(5, 6);
        assertThat(guest.call("fd_close", first)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.call("fd_close", first)).isEqualTo(Errno.BADF);
        assertThat(guest.write(first, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.create("c")).isEqualTo(first);
    }

    @Test
    void renumberingMovesADescriptor() {
        int from = guest.create("a");
        int to = guest.create("b");
        assertThat(guest.call("fd_renumber", from, to)).isEqualTo(Errno.SUCCESS);
        guest.write(to, "into a");
        assertThat(guest.files.outputs().get("a").size()).isEqualTo(6);
        assertThat(guest.call("fd_renumber", from, to)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_renumber", to, to)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.write(to, "x")).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void descriptorsRunOut() {
        guest.create("a");
        Errno last = Errno.SUCCESS;
        int opened = 0;
        while (last == Errno.SUCCESS && opened < 2 * Descriptors.MAXIMUM) {
            last = guest.open(4, "a", 0, Flags.RIGHT_READ, 0);
            opened++;
        }
        assertThat(last).isEqualTo(Errno.MFILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void numbersThatAreNotDescriptorsAreRefused(int number) {
        assertThat(guest.call("fd_close", number)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_read", number, 0, 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_sync", number)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_readdir", number, 0, 0, 0, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.path("path_unlink_file", number, "a")).isEqualTo(Errno.BADF);
    }

    @Test
    void everyCallCostsFuel() {
        for (String name : List.of("sched_yield")) {
            long before = guest.fuel();
            guest.call(name);
            assertThat(guest.fuel() - before).isEqualTo(WasiFuel.CALL);
        }
    }
}
