package org.manyhands.sandbox.slot;

import java.nio.file.Path;
import java.util.List;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;

/** The flags that decide how a slot's Java compiles code, for tests that start a Java of their own. */
public final class SlotFlags {
    private static final long HEAP_BYTES = 512L << 20;

    private SlotFlags() {}

    public static List<String> of(Path java, Path directory) throws SlotException {
        return ChildCommandLine.of(new SlotSettings(java, directory, HEAP_BYTES)).stream()
                .filter(argument -> argument.startsWith("-X"))
                .filter(argument -> !argument.startsWith("-XX:ErrorFile"))
                .toList();
    }
}
