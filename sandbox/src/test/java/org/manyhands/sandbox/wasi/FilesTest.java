package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.InputFile;

class FilesTest {
    private static final long READ = Flags.RIGHT_READ;
    private static final long WRITE = Flags.RIGHT_WRITE;
    private static final int IN = 3;
    private static final int OUT = 4;

    @TempDir
    private Path directory;

    private Guest guest;

    @BeforeEach
    void prepare() throws IOException {
        Path file = Files.writeString(directory.resolve("host-name.txt"), "0123456789");
        guest = new Guest(List.of(new InputFile("data", file), new InputFile("sub/deep", file)));
    }

    @Test
    void inputIsReadFromItsPosition() {
        int data = guest.openInput("data");
        assertThat(guest.read(data, 4)).isEqualTo("0123");
        assertThat(guest.call("fd_seek", data, -1, 1, Guest.RESULT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(data, 2)).isEqualTo("34");
        assertThat(guest.call("fd_tell", data, Guest.RESULT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longAt(Guest.RESULT)).isEqualTo(5);
        assertThat(guest.call("fd_seek", data, -11, 2, Guest.RESULT)).isEqualTo(Errno.INVAL);
        assertThat(guest.call("fd_seek", data, 0, 3, Guest.RESULT)).isEqualTo(Errno.INVAL);
        assertThat(guest.call("fd_seek", data, 100, 0, Guest.RESULT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.read(data, 4)).isEmpty();
    }

    @Test
    void nothingBelowInCanBeChanged() {
        assertThat(guest.open(IN, "data", 0, READ | WRITE, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.open(IN, "data", Flags.OPEN_TRUNCATE, READ, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.open(IN, "new", Flags.OPEN_CREATE, WRITE, 0)).isEqualTo(Errno.ROFS);
        assertThat(guest.path("path_unlink_file", IN, "data")).isEqualTo(Errno.ROFS);
        assertThat(guest.path("path_create_directory", IN, "new")).isEqualTo(Errno.ROFS);
        assertThat(guest.path("path_remove_directory", IN, "sub")).isEqualTo(Errno.ROFS);
        int data = guest.openInput("data");
        assertThat(guest.write(data, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_filestat_set_size", data, 0)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_filestat_set_times", data, 1, 1, 5)).isEqualTo(Errno.ROFS);
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, PERM",
        "/in/data, PERM",
        "../out/x, PERM",
        "sub/../../in/data, PERM",
        "sub/../..//x, PERM",
        "data/x, NOTDIR",
        "data/, NOTDIR",
        "missing/../data, NOENT",
        "missing, NOENT",
        "'', NOENT"
    })
    void noPathLeadsOut(String path, Errno expected) {
        assertThat(guest.open(IN, path, 0, READ, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"data", "./data", ".//./data", "sub/../data", "sub/../sub/deep"})
    void pathsThatStayInsideAreFollowed(String path) {
        assertThat(guest.open(IN, path, 0, READ, 0)).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void pathsThatAreNotPathsAreRefused() {
        assertThat(guest.open(IN, "da\0ta", 0, READ, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.open(IN, "x".repeat(256), 0, READ, 0)).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.open(IN, "./".repeat(2_049), 0, READ, 0)).isEqualTo(Errno.NAMETOOLONG);
        guest.bytes()[5_000] = (byte) 0xff;
        assertThat(guest.call("path_open", IN, 0, 5_000, 1, 0, READ, READ, 0, Guest.RESULT))
                .isEqualTo(Errno.ILSEQ);
        assertThat(guest.call("path_open", IN, 0, Guest.SIZE - 1, 2, 0, READ, READ, 0, Guest.RESULT))
                .isEqualTo(Errno.FAULT);
        assertThat(guest.call("path_open", IN, 0, 5_000, -1, 0, READ, READ, 0, Guest.RESULT))
                .isEqualTo(Errno.NAMETOOLONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\\b", "a:b", "a*", "\u00e4", "tab\t", "a.", "a ", "nul", "Com1.txt", "a\"b", "\ud83d\ude00"})
    void nameThatSomeSystemCannotStoreCannotBeMade(String name) {
        assertThat(guest.open(OUT, name, Flags.OPEN_CREATE, WRITE, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.path("path_create_directory", OUT, name)).isEqualTo(Errno.INVAL);
        guest.create("a");
        assertThat(guest.rename("a", name)).isEqualTo(Errno.INVAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c", ".hidden", "with space", "nulls", "console.txt", "~", "-x", "#1 (2).csv"})
    void everyOtherNameCanBeMade(String name) {
        assertThat(guest.open(OUT, name, Flags.OPEN_CREATE, WRITE, 0)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.files.outputs().keySet()).containsExactly(name);
    }

    @Test
    void outputIsWrittenAndReadBack() {
        int file = guest.create("a");
        assertThat(guest.write(file, "hello world")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.intAt(Guest.RESULT)).isEqualTo(11);
        guest.call("fd_seek", file, 6, 0, Guest.RESULT);
        assertThat(guest.read(file, 100)).isEqualTo("world");
        assertThat(guest.call("fd_filestat_set_size", file, 5)).isEqualTo(Errno.SUCCESS);
        guest.call("fd_seek", file, 0, 0, Guest.RESULT);
        assertThat(guest.read(file, 100)).isEqualTo("hello");
        assertThat(guest.call("fd_allocate", file, 0, 8)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.call("fd_filestat_get", file, 4_096)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longAt(4_096 + 32)).isEqualTo(8);
    }

    @Test
    void appendingWritesGoToTheEnd() {
        int file = guest.create("a");
        guest.write(file, "abc");
        guest.open(OUT, "a", 0, WRITE, Flags.FD_APPEND);
        int appending = guest.intAt(Guest.RESULT);
        guest.write(appending, "def");
        guest.call("fd_seek", file, 0, 0, Guest.RESULT);
        assertThat(guest.read(file, 100)).isEqualTo("abcdef");
        assertThat(guest.call("fd_fdstat_set_flags", appending, 0)).isEqualTo(Errno.SUCCESS);
        guest.call("fd_seek", appending, 0, 0, Guest.RESULT);
        guest.write(appending, "X");
        guest.call("fd_seek", file, 0, 0, Guest.RESULT);
        assertThat(guest.read(file, 100)).isEqualTo("Xbcdef");
    }

    @Test
    void positionedTransfersLeaveThePositionAlone() {
        int file = guest.create("a");
        guest.write(file, "abcdef");
        guest.vector(8_192, 2);
        assertThat(guest.call("fd_pread", file, Guest.vectorAddress(), 1, 3, Guest.RESULT))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.textAt(8_192, 2)).isEqualTo("de");
        assertThat(guest.call("fd_pwrite", file, Guest.vectorAddress(), 1, 0, Guest.RESULT))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.call("fd_pread", file, Guest.vectorAddress(), 1, -1, Guest.RESULT))
                .isEqualTo(Errno.INVAL);
        guest.call("fd_tell", file, Guest.RESULT);
        assertThat(guest.longAt(Guest.RESULT)).isEqualTo(6);
        guest.call("fd_seek", file, 0, 0, Guest.RESULT);
        assertThat(guest.read(file, 10)).isEqualTo("decdef");
    }

    @Test
    void vectorsOutsideMemoryMoveNothing() {
        int file = guest.create("a");
        guest.vector(Guest.SIZE - 1, 2);
        assertThat(guest.call("fd_write", file, Guest.vectorAddress(), 1, Guest.RESULT))
                .isEqualTo(Errno.FAULT);
        guest.vector(0, -1);
        assertThat(guest.call("fd_read", file, Guest.vectorAddress(), 1, Guest.RESULT))
                .isEqualTo(Errno.FAULT);
        assertThat(guest.call("fd_write", file, 0, 0x2000_0000, Guest.RESULT)).isEqualTo(Errno.FAULT);
        assertThat(guest.call("fd_write", 1, Guest.vectorAddress(), 1, Guest.SIZE - 3))
                .isEqualTo(Errno.FAULT);
        assertThat(guest.stdout.captured().totalBytes()).isZero();
    }

    @Test
    void exclusiveCreationNeedsAFreeName() {
        guest.create("a");
        assertThat(guest.open(OUT, "a", Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE, WRITE, 0))
                .isEqualTo(Errno.EXIST);
        assertThat(guest.open(OUT, "a", Flags.OPEN_DIRECTORY, READ, 0)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.open(OUT, ".", 0, WRITE, 0)).isEqualTo(Errno.ISDIR);
        assertThat(guest.open(OUT, ".", Flags.OPEN_DIRECTORY, READ, 0)).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void directoriesAreMadeAndRemovedWhenEmpty() {
        assertThat(guest.path("path_create_directory", OUT, "d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.path("path_create_directory", OUT, "d")).isEqualTo(Errno.EXIST);
        assertThat(guest.path("path_create_directory", OUT, ".")).isEqualTo(Errno.EXIST);
        guest.create("d/f");
        assertThat(guest.path("path_remove_directory", OUT, "d")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.path("path_unlink_file", OUT, "d")).isEqualTo(Errno.ISDIR);
        assertThat(guest.path("path_remove_directory", OUT, "d/f")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.path("path_unlink_file", OUT, "d/f")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.path("path_remove_directory", OUT, "d/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.path("path_remove_directory", OUT, ".")).isEqualTo(Errno.INVAL);
    }

    @Test
    void filesAreRenamedAndReplaceOneAnother() {
        int a = guest.create("a");
        guest.write(a, "A");
        guest.create("b");
        assertThat(guest.rename("a", "b")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.files.outputs().keySet()).containsExactly("b");
        assertThat(guest.rename("b", "b")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("missing", "c")).isEqualTo(Errno.NOENT);
        guest.path("path_create_directory", OUT, "d");
        assertThat(guest.rename("b", "d")).isEqualTo(Errno.ISDIR);
        assertThat(guest.rename("b", "c/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.files.outputs().keySet()).containsExactly("b");
    }

    @Test
    void directoriesAreRenamedWithAllTheyHold() {
        guest.path("path_create_directory", OUT, "d");
        guest.path("path_create_directory", OUT, "d/sub");
        guest.create("d/sub/f");
        assertThat(guest.rename("d", "e/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.files.outputs().keySet()).containsExactly("e/sub/f");
        assertThat(guest.rename("e", "e")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("e", "e/sub/inside")).isEqualTo(Errno.INVAL);
        assertThat(guest.rename("e", "e/itself")).isEqualTo(Errno.INVAL);
        guest.path("path_create_directory", OUT, "empty");
        guest.create("file");
        assertThat(guest.rename("empty", "file")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.rename("empty", "e")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.rename("e/sub", "empty")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.files.outputs().keySet()).containsExactly("empty/f", "file");
        assertThat(guest.rename(".", "g")).isEqualTo(Errno.INVAL);
        // Where a directory lies now is where ".." of those below it leads.
        assertThat(guest.path("path_unlink_file", OUT, "empty/f")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("empty", "e/empty")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.rename("e/empty/../empty", "back")).isEqualTo(Errno.SUCCESS);
    }

    @Test
    void nothingIsMadeInADirectoryThatWasRemoved() {
        guest.path("path_create_directory", OUT, "d");
        assertThat(guest.open(OUT, "d", Flags.OPEN_DIRECTORY, 0, 0)).isEqualTo(Errno.SUCCESS);
        int open = guest.intAt(Guest.RESULT);
        assertThat(guest.path("path_remove_directory", OUT, "d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.path("path_create_directory", open, "x")).isEqualTo(Errno.NOENT);
        assertThat(guest.open(open, "x", Flags.OPEN_CREATE, Flags.RIGHT_WRITE, 0))
                .isEqualTo(Errno.NOENT);
        // One that is replaced is removed too.
        guest.path("path_create_directory", OUT, "d");
        guest.path("path_create_directory", OUT, "e");
        assertThat(guest.open(OUT, "d", Flags.OPEN_DIRECTORY, 0, 0)).isEqualTo(Errno.SUCCESS);
        int replaced = guest.intAt(Guest.RESULT);
        assertThat(guest.rename("e", "d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.path("path_create_directory", replaced, "x")).isEqualTo(Errno.NOENT);
    }

    @Test
    void statusShowsNothingOfThisMachine() {
        guest.path("path_create_directory", OUT, "d");
        int length = 4;
        System.arraycopy("data".getBytes(StandardCharsets.UTF_8), 0, guest.bytes(), 3_000, length);
        assertThat(guest.call("path_filestat_get", IN, 0, 3_000, length, 4_096)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longAt(4_096)).as("device").isZero();
        assertThat(guest.longAt(4_096 + 8)).as("inode").isBetween(1L, 10L);
        assertThat(guest.byteAt(4_096 + 16)).as("type").isEqualTo(FileType.REGULAR_FILE);
        assertThat(guest.longAt(4_096 + 24)).as("links").isEqualTo(1);
        assertThat(guest.longAt(4_096 + 32)).as("size").isEqualTo(10);
        for (int time = 40; time < 64; time += 8) {
            assertThat(guest.longAt(4_096 + time)).as("time").isEqualTo(DerivedClock.EPOCH_NANOS);
        }
    }

    @Test
    void timesAreWhatTheProgramSets() {
        int file = guest.create("a");
        assertThat(guest.call("fd_filestat_set_times", file, 11, 22, 1 | 4)).isEqualTo(Errno.SUCCESS);
        guest.call("fd_filestat_get", file, 4_096);
        assertThat(guest.longAt(4_096 + 40)).isEqualTo(11);
        assertThat(guest.longAt(4_096 + 48)).isEqualTo(22);
        assertThat(guest.call("fd_filestat_set_times", file, 0, 0, 2)).isEqualTo(Errno.SUCCESS);
        guest.call("fd_filestat_get", file, 4_096);
        assertThat(guest.longAt(4_096 + 40)).isGreaterThan(DerivedClock.EPOCH_NANOS);
        assertThat(guest.call("fd_filestat_set_times", file, 0, 0, 3)).isEqualTo(Errno.INVAL);
    }

    @Test
    void listingIsSortedAndSurvivesDeletingWhileReading() {
        for (String name : List.of("b", "a", "c")) {
            guest.create(name);
        }
        guest.open(OUT, ".", Flags.OPEN_DIRECTORY, READ, 0);
        int listed = guest.intAt(Guest.RESULT);
        List<String> names = new ArrayList<>();
        long cookie = 0;
        while (true) {
            guest.call("fd_readdir", listed, 16_384, 40, cookie, Guest.RESULT);
            ByteBuffer entry = ByteBuffer.wrap(guest.copy(16_384, 40)).order(ByteOrder.LITTLE_ENDIAN);
            if (guest.intAt(Guest.RESULT) == 0) {
                break;
            }
            cookie = entry.getLong(0);
            String name = guest.textAt(16_384 + 24, entry.getInt(16));
            names.add(name);
            if (!name.startsWith(".")) {
                guest.path("path_unlink_file", OUT, name);
            }
        }
        assertThat(names).containsExactly(".", "..", "a", "b", "c");
    }

    @Test
    void whatIsOpenFromTheStartHasNames() {
        assertThat(guest.call("fd_prestat_get", 3, Guest.RESULT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.intAt(Guest.RESULT + 4)).isEqualTo(3);
        guest.call("fd_prestat_dir_name", 3, 4_096, 3);
        assertThat(guest.textAt(4_096, 3)).isEqualTo("/in");
        guest.call("fd_prestat_dir_name", 4, 4_096, 4);
        assertThat(guest.textAt(4_096, 4)).isEqualTo("/out");
        assertThat(guest.call("fd_prestat_dir_name", 4, 4_096, 3)).isEqualTo(Errno.NAMETOOLONG);
        assertThat(guest.call("fd_prestat_get", 5, Guest.RESULT)).isEqualTo(Errno.BADF);
        assertThat(guest.call("fd_prestat_get", 1, Guest.RESULT)).isEqualTo(Errno.BADF);
    }
}
