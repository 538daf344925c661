package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Modules as plain WASI commands, in a slot process. */
class RawRunTest {
    /** Copies file {@code a} of the first directory to {@code b}, and says the time. */
    private static final byte[] COPY = Wat.command("(data (i32.const 100) \"ab\")", """
            (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 0)
              (i64.const 2) (i64.const 2) (i32.const 0) (i32.const 16)))
            (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 101) (i32.const 1) (i32.const 1)
              (i64.const 64) (i64.const 64) (i32.const 0) (i32.const 20)))
            (i32.store (i32.const 0) (i32.const 1024))
            (i32.store (i32.const 4) (i32.const 100))
            (drop (call $fd_read (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
            (call $write (i32.load (i32.const 20)) (i32.const 1024) (i32.load (i32.const 8)))
            (drop (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 264)))
            (call $write (i32.const 1) (i32.const 264) (i32.const 8))
            (call $proc_exit (i32.const 7))
            """);

    @TempDir
    private Path directory;

    private Slot slot;
    private Path data;

    @BeforeEach
    void open() throws Exception {
        slot = Slot.open(SlotSettings.in(directory.resolve("slot")));
        data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("a"), "content");
    }

    @AfterEach
    void close() {
        slot.close();
    }

    private RunOutcome run(byte[] module, boolean writeBack, long wallMillis) throws Exception {
        return run(Wat.file(directory, module), writeBack, wallMillis);
    }

    private RunOutcome run(Path module, boolean writeBack, long wallMillis) throws Exception {
        RunRequest run = new RunRequest(
                module,
                List.of("one"),
                Map.of("A", "b"),
                0,
                List.of(),
                new byte[0],
                Path.of(""),
                new Limits(1, 1L << 20, 1L << 20, 100),
                wallMillis,
                Engine.COMPILED);
        return slot.runRaw(new RawRequest(run, List.of(new RawRequest.Mount(data, ".")), writeBack), RunObserver.NONE);
    }

    @Test
    void programWorksOnACopyThatIsWrittenBackWhenAskedFor() throws Exception {
        assertThat(run(COPY, false, 0).outcome()).isEqualTo(new Outcome.Finished(7));
        assertThat(data.resolve("b")).doesNotExist();
        RunOutcome run = run(COPY, true, 0);
        assertThat(run.outputs()).extracting(OutputFile::path).containsExactly("./b");
        assertThat(data.resolve("b")).hasContent("content");
        assertThat(run.digest()).isEmpty();
        assertThat(run.fuel()).isZero();
    }

    @Test
    void clockIsThisMachines() throws Exception {
        long before = System.currentTimeMillis();
        byte[] said = run(COPY, false, 0).stdout().kept();
        long nanos = java.nio.ByteBuffer.wrap(said)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong();
        assertThat(nanos / 1_000_000).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void programIsCalledByItsFileAndSeesExactlyTheGivenEnvironment() throws Exception {
        byte[] module = com.dylibso.chicory.wabt.Wat2Wasm.parse("""
                (module
                  (import "wasi_snapshot_preview1" "environ_get" (func $environ_get (param i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "fd_write"
                    (func $fd_write (param i32 i32 i32 i32) (result i32)))
                  (memory (export "memory") 1)
                  (func (export "_start")
                    (drop (call $environ_get (i32.const 500) (i32.const 1024)))
                    (drop (call $args_get (i32.const 600) (i32.const 1028)))
                    (i32.store (i32.const 0) (i32.const 1024))
                    (i32.store (i32.const 4) (i32.const 19))
                    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
                """);
        Path file = Files.write(directory.resolve("program.wasm"), module);
        assertThat(new String(run(file, false, 0).stdout().kept(), StandardCharsets.UTF_8))
                .isEqualTo("A=b\0program.wasm\0on");
    }

    @Test
    void programThatNeverReturnsIsStoppedByTheClock() throws Exception {
        RunOutcome run = run(Wat.endless(), true, 300);
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.HostFailed.class,
                        failed -> assertThat(failed.reason()).contains("wall clock", "300 ms"));
        assertThat(data.resolve("b")).doesNotExist();
    }

    @Test
    void stackThatRunsOutIsALimitAndATrapStillWritesBack() throws Exception {
        byte[] deep = Wat.command("(func $f (result i32) (i32.add (call $f) (i32.const 1)))", "(drop (call $f))");
        assertThat(run(deep, false, 0).outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.STACK));
        byte[] trap = Wat.command("(data (i32.const 100) \"t\")", """
                (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 1)
                  (i64.const 64) (i64.const 64) (i32.const 0) (i32.const 20)))
                unreachable
                """);
        assertThat(run(trap, true, 0).outcome()).isEqualTo(new Outcome.Trapped(Outcome.Trap.UNREACHABLE));
        assertThat(data.resolve("t")).isEmptyFile();
    }

    @Test
    void whatDoesNotFitIsToldBeforeTheProgramRuns() throws Exception {
        Files.write(data.resolve("large"), new byte[(1 << 20) + 1]);
        assertThat(run(COPY, true, 0).outcome())
                .isInstanceOfSatisfying(
                        Outcome.HostFailed.class,
                        failed -> assertThat(failed.reason()).contains("1048576 bytes", "raise --output"));
    }

    @Test
    void rulesOfTheProfileHoldAndAProductHasNoPlainRun() throws Exception {
        Path product = directory.resolve("product.wasm");
        slot.instrument(Wat.file(directory, COPY), product);
        assertThatThrownBy(() -> run(product, false, 0))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining("without --raw");
        assertThatThrownBy(() -> run(new byte[] {1, 2, 3}, false, 0)).isInstanceOf(ModuleRefusedException.class);
    }
}
