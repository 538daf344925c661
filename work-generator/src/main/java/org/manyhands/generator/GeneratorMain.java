package org.manyhands.generator;

import org.manyhands.db.daemon.Daemon;

/** The process {@code work-generator}. */
public final class GeneratorMain {
    private GeneratorMain() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run("work-generator", arguments, new GeneratorPass(Stock.DEFAULT)));
    }
}
