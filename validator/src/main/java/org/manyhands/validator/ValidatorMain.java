package org.manyhands.validator;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.Daemon;
import org.manyhands.validator.tail.TailPass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process {@code validator}. */
public final class ValidatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorMain.class);

    private ValidatorMain() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run("validator", arguments, setting -> {
            LOG.info("assumed of hosts: {}", setting.config().policy().trust().words());
            return new ValidatorRound(
                    ValidatorPass.in(
                            slots(setting.directory()),
                            JudgingTerms.of(setting.config().policy())),
                    new TailPass(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        }));
    }

    /** Where verifiers run: below the project's directory, or the machine's temporary folder where there is none. */
    private static Path slots(@Nullable ProjectDirectory directory) {
        return directory == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "manyhands-validator")
                : directory.slots().resolve("validator");
    }
}
