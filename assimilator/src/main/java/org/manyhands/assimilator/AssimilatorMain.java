package org.manyhands.assimilator;

import org.manyhands.db.daemon.Daemon;

/** The process {@code assimilator}. */
public final class AssimilatorMain {
    private AssimilatorMain() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run("assimilator", arguments, setting -> AssimilatorPass.in(setting.directory())));
    }
}
