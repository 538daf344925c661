package org.manyhands.bench.makespan;

/** One copy of a task on one host. */
final class Copy {
    final Task task;
    final SimulatedHost host;
    final double sentAt;
    final double deadline;
    /** Fuel a second of this run. */
    final double speed;
    /** Share of the run after which it ends in an error; above 1 for never. */
    final double errorAt;
    /** How long its report is cut off, 0 for most. */
    final double lateBy;

    /** How long it takes yet until it computes: its module is loaded and its input put there. */
    double startSeconds = Model.START_SECONDS;

    double ran;
    double workSeconds;
    boolean ended;
    /** The server waits for it no longer: its deadline passed. */
    boolean givenUp;

    Copy(Task task, SimulatedHost host, double sentAt, double deadline) {
        this.task = task;
        this.host = host;
        this.sentAt = sentAt;
        this.deadline = deadline;
        var chance = host.chance(task.id);
        this.speed = host.fuelPerSecond * Math.exp(Model.RUN_DEVIATION * Draws.normal(chance));
        double hours = task.fuel / speed / 3_600;
        this.errorAt = chance.nextDouble() < Model.ERRORS_AN_HOUR * hours ? chance.nextDouble() : 2;
        this.lateBy = chance.nextDouble() < Model.LATE_AN_HOUR * hours
                ? Model.LATE_MEDIAN_SECONDS * Math.exp(Draws.normal(chance))
                : 0;
    }

    /** Fuel at which the run ends, well or not. */
    double endsAt() {
        return task.fuel * Math.min(1, errorAt);
    }

    /** Fuel that the server knows of: what it was at the host's last call. */
    double ranBy(double heard) {
        boolean now = host.running == this && host.on && !host.gone;
        return now ? ran + Math.max(0, heard - host.runningSince - startSeconds) * speed : ran;
    }

    boolean started() {
        return workSeconds > 0;
    }
}
