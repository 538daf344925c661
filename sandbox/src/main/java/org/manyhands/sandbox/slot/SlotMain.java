package org.manyhands.sandbox.slot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The slot process. Standard input and output carry frames; whatever a library prints goes to standard error. It ends
 * when its parent closes the pipe, or is gone.
 */
public final class SlotMain {
    private SlotMain() {}

    /**
     * Starts the child's side.
     *
     * @param arguments the slot's directory, its heap in bytes, the parent's process id
     */
    public static void main(String[] arguments) throws IOException {
        FrameChannel channel =
                new FrameChannel(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setIn(java.io.InputStream.nullInputStream());
        LastInMemory.away();
        ParentWatch.start(Long.parseLong(arguments[2]));
        channel.send(FrameType.HELLO, out -> out.writeInt(Hello.PROTOCOL));
        try {
            new ChildCommands(channel, Path.of(arguments[0]), Long.parseLong(arguments[1])).serve();
        } finally {
            // Halts rather than exits: nothing here may outlive the parent, not even a hook.
            Runtime.getRuntime().halt(0);
        }
    }
}
