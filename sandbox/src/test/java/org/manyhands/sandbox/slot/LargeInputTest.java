package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Wat;

/** Inputs are mapped and not copied: a slot with a small heap reads a file many times its size. */
class LargeInputTest {
    private static final long FILE_BYTES = 300L << 20;
    private static final long HEAP_BYTES = 64L << 20;

    /** Reads a file to its end in pieces of 64,000 bytes; its exit code is the file's last byte, its output the size. */
    private static final byte[] READER = Wat.command("(data (i32.const 100) \"large\")", """
            (local $total i64) (local $got i32)
            (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 5) (i32.const 0)
              (i64.const 2) (i64.const 2) (i32.const 0) (i32.const 16)))
            (i32.store (i32.const 0) (i32.const 1024))
            (i32.store (i32.const 4) (i32.const 64000))
            (block $end (loop $more
              (drop (call $fd_read (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
              (br_if $end (i32.eqz (i32.load (i32.const 8))))
              (local.set $got (i32.load (i32.const 8)))
              (local.set $total (i64.add (local.get $total) (i64.extend_i32_u (local.get $got))))
              (br $more)))
            (i64.store (i32.const 264) (local.get $total))
            (call $write (i32.const 1) (i32.const 264) (i32.const 8))
            (call $proc_exit (i32.load8_u offset=1023 (local.get $got)))
            """);

    @TempDir
    private Path directory;

    @Test
    void threeHundredMegabytesAreReadWithSixtyFourOfHeap() throws Exception {
        Path large = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(FILE_BYTES);
            sparse.seek(FILE_BYTES - 1);
            sparse.write(77);
        }
        SlotSettings standard = SlotSettings.in(directory.resolve("slot"));
        try (Slot slot = Slot.open(new SlotSettings(standard.java(), standard.directory(), HEAP_BYTES))) {
            RunRequest request = new RunRequest(
                    Wat.file(directory, READER),
                    List.of(),
                    Map.of(),
                    0,
                    List.of(new InputFile("large", large)),
                    new byte[0],
                    Files.createDirectory(directory.resolve("out")),
                    new Limits(1_000_000_000, 2L << 20, 1_000, 10),
                    0,
                    Engine.COMPILED);
            RunOutcome run = slot.run(request, RunObserver.NONE);
            assertThat(run.outcome()).isEqualTo(new Outcome.Finished(77));
            assertThat(java.nio.ByteBuffer.wrap(run.stdout().kept())
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getLong())
                    .isEqualTo(FILE_BYTES);
        }
    }
}
