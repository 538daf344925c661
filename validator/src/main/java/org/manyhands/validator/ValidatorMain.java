package org.manyhands.validator;

import java.util.concurrent.TimeUnit;
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
                        new ValidatorPass(setting.config().policy().creditHold()),
                        new TailPass(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())))));
    }
}
