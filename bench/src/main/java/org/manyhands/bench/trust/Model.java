package org.manyhands.bench.trust;

import java.util.Locale;

/**
 * The simulated world.
 *
 * @param hosts at a time
 * @param tasksPerHost after so many a host leaves and a new one of its nature comes
 * @param holdTasks an answer is final when a host has done so many further tasks, on average
 * @param badShare share of hosts that are bad
 * @param patience a cheat that waits behaves for so many tasks
 */
record Model(int hosts, int tasksPerHost, int holdTasks, double badShare, int patience) {
    static final double FAULT_RATE = 1e-7;
    static final double FLAKY_FAULT_RATE = 1e-3;
    static final double FLAKY_SHARE = 0.01;
    private static final int LEAST_HOSTS = 100;
    private static final double PATIENCE = 0.05;

    /** Enough hosts that each does about its life's tasks in the run; a hold of a day at 200 tasks, or a twentieth of a short life. */
    static Model of(long units, int tasksPerHost, double badShare) {
        int hosts = (int) Math.max(LEAST_HOSTS, Math.ceil(units * 1.1 / tasksPerHost));
        return new Model(
                hosts, tasksPerHost, Math.min(200, tasksPerHost / 20), badShare, (int) (tasksPerHost * PATIENCE));
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%,d hosts at a time, %,d tasks in a host's life, credit held for %,d tasks;%n"
                        + "  honest hosts err in %.0e of results, %.0f %% of hosts in %.0e;%n"
                        + "  naive cheats lie in 30 %% of results; strategic ones behave for %,d tasks, then lie in 10 %%, 2 %% or 0.1 %%%n"
                        + "  of first copies (a third of them each), and colluders join a lie of their partners in every copy",
                hosts,
                tasksPerHost,
                holdTasks,
                FAULT_RATE,
                FLAKY_SHARE * 100,
                FLAKY_FAULT_RATE,
                patience);
    }
}
