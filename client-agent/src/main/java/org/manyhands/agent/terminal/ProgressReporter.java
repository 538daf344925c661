package org.manyhands.agent.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.task.Task;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.id.ResultId;

/** Puts what the agent does into words. */
public final class ProgressReporter implements AgentListener {
    private static final int BAR = 20;

    private final Screen screen;

    /** What was said of each application: the same of its next task is nothing new. */
    private final Set<String> noticed = ConcurrentHashMap.newKeySet();

    public ProgressReporter(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void received(List<Task> tasks) {
        Map<String, Integer> batches = new TreeMap<>();
        for (Task task : tasks) {
            String batch =
                    task.assignment().batchName() + " (" + task.assignment().researcher() + ")";
            batches.merge(batch, 1, Integer::sum);
        }
        batches.forEach((batch, count) -> say("received " + count + (count == 1 ? " task of " : " tasks of ") + batch));
    }

    @Override
    public void started(int slot, Task task) {
        say("slot " + slot + ": " + task.words() + " started");
        progress(slot, task, 0);
    }

    @Override
    public void progress(int slot, Task task, long fuel) {
        long expected = task.assignment().expectedFuel();
        String share = expected > 0 ? bar(fuel, expected) : String.format(Locale.ROOT, "fuel %,d", fuel);
        screen.slot(slot, "slot " + slot + "  " + share + "  " + Printable.of(task.words()));
    }

    @Override
    public void noticed(int slot, Task task, String words) {
        if (noticed.add(task.appVersion().application() + " " + words)) {
            say("slot " + slot + ": " + task.words() + ": " + words);
        }
    }

    @Override
    public void ended(int slot, Task task, ResultReport report) {
        say("slot " + slot + ": " + task.words() + " " + words(report.outcome())
                + String.format(Locale.ROOT, ", fuel %,d in %.1f s", report.fuel(), report.wallMillis() / 1000.0));
        screen.slot(slot, "slot " + slot + "  idle");
    }

    @Override
    public void left(int slot, Task task) {
        screen.slot(slot, "slot " + slot + "  idle");
    }

    @Override
    public void failed(ResultId id, String reason) {
        say("task " + id + " not run: " + reason);
    }

    @Override
    public void acknowledged(ResultReport report, SyncReply.Acknowledgement acknowledgement) {
        String task = "task " + report.resultId();
        if (!acknowledgement.accepted()) {
            say(task + " refused: " + acknowledgement.detail() + " (" + acknowledgement.code() + ")");
        } else if (report.outcome().deterministic()) {
            say(task + " accepted");
        } else {
            say(task + " given back");
        }
    }

    @Override
    public void cancelled(ResultId id) {
        say("task " + id + " cancelled by the project");
    }

    @Override
    public void message(String text) {
        say("the project says: " + text);
    }

    @Override
    public void shortfall(List<SyncReply.Shortfall> rules) {
        // That what waits goes to whoever is free first is no news: slots have work.
        rules.stream()
                .filter(rule -> !rule.rule().equals("buffer"))
                .forEach(rule -> say("less work than asked for: " + rule.detail() + " (" + rule.rule() + ")"));
    }

    @Override
    public void trouble(String what, Duration wait) {
        say(what + (wait.isZero() ? "" : "; trying again in " + Math.max(1, wait.toSeconds()) + " s"));
    }

    @Override
    public void recovered() {
        say("the project answers again");
    }

    private void say(String text) {
        screen.line(Printable.of(text));
    }

    private static String words(OutcomeReport outcome) {
        return switch (outcome.kind()) {
            case FINISHED -> outcome.words();
            case TRAPPED, EXCEEDED -> "ended: " + outcome.words();
            case CANCELLED -> "given back";
            case HOST_FAILED -> "not done by this host: " + outcome.detail();
        };
    }

    private static String bar(long fuel, long expected) {
        // A run may take more than the quote measured; it is not done before it is done.
        int percent = (int) Math.min(99, fuel * 100.0 / expected);
        int full = percent * BAR / 100;
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + String.format(Locale.ROOT, "%2d %%", percent);
    }
}
