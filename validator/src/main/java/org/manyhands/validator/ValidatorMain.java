package org.manyhands.validator;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.Daemon;
import org.manyhands.validator.tail.TailPass;

/** The process {@code validator}. */
public final class ValidatorMain {
    private ValidatorMain() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run(
                "validator",
                arguments,
                setting -> new ValidatorRound(
                        ValidatorPass.in(
                                slots(setting.directory()),
                                setting.config().policy().creditHold()),
                        new TailPass(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())))));
    }

    /** Where verifiers run: below the project's directory, or the machine's temporary folder where there is none. */
    private static Path slots(@Nullable ProjectDirectory directory) {
        return directory == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "manyhands-validator")
                : directory.slots().resolve("validator");
    }
}
