package org.manyhands.sandbox.slot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;

/**
 * A process that holds a slot with an endless run, and says the slot's process id once it runs. With a third argument
 * the run is paused and throttled then.
 */
final class SlotHolder {
    private SlotHolder() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("held")))) {
            slot.run(
                    new RunRequest(
                            Path.of(arguments[1]),
                            List.of(),
                            Map.of(),
                            0,
                            List.of(),
                            new byte[0],
                            Files.createDirectories(directory.resolve("held-out")),
                            new Limits(Long.MAX_VALUE / 4, 1L << 20, 0, 0),
                            0,
                            Engine.COMPILED),
                    fuel -> {
                        if (fuel > 0 && arguments.length > 2) {
                            slot.throttle(1);
                            slot.pause();
                        }
                        if (fuel > 0) {
                            System.out.println(slot.pid());
                        }
                    });
        }
    }
}
