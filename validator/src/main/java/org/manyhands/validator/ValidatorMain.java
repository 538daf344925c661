package org.manyhands.validator;

import org.manyhands.db.daemon.Daemon;

/** The process {@code validator}. */
public final class ValidatorMain {
    private ValidatorMain() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run(
                "validator",
                arguments,
                setting -> new ValidatorPass(setting.config().policy().creditHold())));
    }
}
