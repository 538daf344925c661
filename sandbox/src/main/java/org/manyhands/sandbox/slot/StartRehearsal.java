package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.RunRequest;

/**
 * Does what a slot process does from its start to the end of a small run, so that a Java machine that records itself
 * sees every class that this takes: once with empty caches, and then with full ones.
 */
public final class StartRehearsal {
    private static final String MODULE = "rehearsal.wasm";
    private static final int PIPE_BYTES = 1 << 20;
    private static final long HEAP_BYTES = 256L << 20;

    private StartRehearsal() {}

    /**
     * Runs it.
     *
     * @param arguments a folder to work in
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path module = directory.resolve(MODULE);
        try (InputStream bytes = StartRehearsal.class.getResourceAsStream(MODULE)) {
            if (bytes == null) {
                throw new IllegalStateException("this installation lacks " + MODULE + "; install it again");
            }
            Files.write(module, bytes.readAllBytes());
        }
        for (int run = 0; run < 3; run++) {
            run(directory, module);
        }
        // The threads of a slot end with its process only.
        System.exit(0);
    }

    private static void run(Path directory, Path module) throws IOException {
        PipedOutputStream toChild = new PipedOutputStream();
        PipedInputStream fromParent = new PipedInputStream(toChild, PIPE_BYTES);
        PipedInputStream fromChild = new PipedInputStream(PIPE_BYTES);
        PipedOutputStream toParent = new PipedOutputStream(fromChild);
        FrameChannel parent = new FrameChannel(fromChild, toChild);
        ChildCommands child = new ChildCommands(new FrameChannel(fromParent, toParent), directory, HEAP_BYTES);
        Thread serving = new Thread(() -> serve(child), "rehearsal");
        serving.setDaemon(true);
        serving.start();
        RunRequest request = new RunRequest(
                module,
                List.of("argument"),
                Map.of("NAME", "value"),
                1,
                List.of(),
                new byte[0],
                Files.createDirectories(directory.resolve("out")),
                Limits.DEFAULT,
                0,
                Engine.COMPILED);
        parent.send(FrameType.RUN, out -> new RequestPayload(request, true).write(out));
        for (Frame frame = parent.receive(); frame != null; frame = parent.receive()) {
            if (frame.type() == FrameType.OUTCOME) {
                return;
            }
            if (frame.type() == FrameType.FAILED || frame.type() == FrameType.REFUSED) {
                throw new IOException("the rehearsal failed: " + Payloads.readText(frame.content()));
            }
        }
    }

    private static void serve(ChildCommands child) {
        try {
            child.serve();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
