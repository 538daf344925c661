package org.manyhands.agent.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.manyhands.agent.file.FileCache;
import org.manyhands.agent.run.Agent;
import org.manyhands.agent.run.AgentParts;
import org.manyhands.agent.run.AgentSettings;
import org.manyhands.agent.terminal.ProgressReporter;
import org.manyhands.agent.terminal.Screen;
import org.manyhands.agent.terminal.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code agent run}. */
@Command(
        name = "run",
        description = "Works for the project until it is stopped (Ctrl-C); tasks are kept for the next start.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    /** Longer than the agent takes to stop, shorter than the two seconds that are promised. */
    private static final long LONGEST_STOP_MILLIS = 1_900;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AgentMain parent;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "tasks that run at the same time (default: half of the cores)")
    private int slots = AgentSettings.standardSlots();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "most memory of one task, such as 512M or 2G (default: 256M)",
            converter = SizeConverter.class)
    private long memory = AgentSettings.STANDARD_MEMORY_BYTES;

    @Option(
            names = "--cpu-percent",
            paramLabel = "N",
            description = "most of a core that each task uses, 1 to 100 percent (default: 100)")
    private int cpuPercent = AgentSettings.STANDARD_CPU_PERCENT;

    @Option(names = "--once", description = "end when nothing is left to do")
    private boolean once;

    @Option(names = "--plain", description = "lines only, even at a terminal")
    private boolean plain;

    @Override
    public Integer call() throws Exception {
        int most = 4 * Runtime.getRuntime().availableProcessors();
        if (slots < 1 || slots > most) {
            throw new ParameterException(
                    spec.commandLine(), "--slots is " + slots + " and must be 1 to " + most + " on this computer");
        }
        if (cpuPercent < 1 || cpuPercent > 100) {
            throw new ParameterException(
                    spec.commandLine(), "--cpu-percent is " + cpuPercent + " and must be 1 to 100 (of one core)");
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Screen screen = Terminals.screen(out, plain);
        AgentSettings settings =
                new AgentSettings(parent.home(), slots, memory, FileCache.STANDARD_LIMIT_BYTES, once, cpuPercent);
        if (cpuPercent < AgentSettings.STANDARD_CPU_PERCENT) {
            screen.line("each task uses at most " + cpuPercent + "% of a core");
        }
        Agent agent = new Agent(settings, AgentParts.standard(settings, new ProgressReporter(screen)));
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(agent, ended), "agent-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            agent.run();
            return 0;
        } finally {
            screen.close();
            ended.countDown();
        }
    }

    private static void stop(Agent agent, CountDownLatch ended) {
        agent.stop();
        try {
            boolean inTime = ended.await(LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
            if (!inTime) {
                // What a thread still does is done again by the next agent.
                Runtime.getRuntime().halt(143);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
