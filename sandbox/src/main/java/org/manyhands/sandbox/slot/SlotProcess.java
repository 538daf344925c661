package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;

/** A slot process that has said hello, as its parent holds it. */
final class SlotProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;

    private final Process process;
    private final FrameChannel channel;
    private final LastWords lastWords;

    private SlotProcess(Process process) {
        this.process = process;
        this.channel = new FrameChannel(process.getInputStream(), process.getOutputStream());
        this.lastWords = LastWords.of(process.getErrorStream());
    }

    /**
     * Starts a process.
     *
     * @param moduleHeap bytes of heap for a large module, over and above that of the settings
     */
    static SlotProcess start(SlotSettings settings, long moduleHeap) throws SlotException {
        Optional<StartArchive> archive = ChildCommandLine.archive(settings);
        try {
            return start(settings, moduleHeap, archive);
        } catch (SlotException e) {
            // Java ignores most archives that do not fit; of a few it dies.
            if (archive.isEmpty() || !archive.get().discard()) {
                throw e;
            }
            return start(settings, moduleHeap, Optional.empty());
        }
    }

    private static SlotProcess start(SlotSettings settings, long moduleHeap, Optional<StartArchive> archive)
            throws SlotException {
        SlotProcess slot = spawn(settings, moduleHeap, archive);
        Watchdogs.Alarm patience = Watchdogs.after(START_SECONDS, TimeUnit.SECONDS, slot::kill);
        try {
            Frame hello = slot.channel.receive();
            if (hello != null
                    && hello.type() == FrameType.HELLO
                    && hello.content().readInt() == Hello.PROTOCOL) {
                return slot;
            }
            throw new SlotException("the slot process did not start with " + settings.java() + ": " + slot.lastWords());
        } catch (IOException e) {
            throw new SlotException("the slot process did not start: " + slot.lastWords(), e);
        } finally {
            patience.callOff();
        }
    }

    private static SlotProcess spawn(SlotSettings settings, long moduleHeap, Optional<StartArchive> archive)
            throws SlotException {
        try {
            Files.createDirectories(settings.directory());
            List<String> command = ChildCommandLine.of(settings, moduleHeap, archive);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(settings.directory().toFile());
            // Nothing of this process's environment is the slot's business, save what a process cannot start without.
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot") && !name.equals("PATH"));
            // Else Java on Linux could not name every file.
            environment.put("LC_ALL", "C.UTF-8");
            return new SlotProcess(builder.start());
        } catch (IOException e) {
            throw new SlotException(
                    "cannot start a slot process with " + settings.java() + " in " + settings.directory() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    FrameChannel channel() {
        return channel;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process at once; whoever waits for a frame then sees the end of the stream. */
    void kill() {
        process.destroyForcibly();
    }

    /** Why a process that is ending has ended: its exit code and the end of what it printed. */
    String lastWords() {
        String code;
        try {
            code = process.waitFor(2, TimeUnit.SECONDS) ? "exit code " + process.exitValue() : "still running";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = "unknown exit code";
        }
        String printed = lastWords.text();
        return printed.isEmpty() ? code : code + ", last words: " + printed;
    }

    /** The next frame, or null when the process has ended. */
    @Nullable
    Frame receive() {
        try {
            return channel.receive();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone already, which is what closing is for.
        }
        kill();
    }
}
