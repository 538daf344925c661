package org.manyhands.agent.run;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.task.ReportFilter;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.TestAgent;

/** An agent in a process of its own, to be killed: ends every task at once but number 2, which never ends. */
final class KilledAgent {
    private KilledAgent() {}

    public static void main(String[] args) throws Exception {
        FakeRunner runner = new FakeRunner();
        runner.hold(2);
        new Agent(
                        new AgentSettings(new AgentHome(Path.of(args[0])), 2, 16 << 20, 1 << 30, false),
                        new AgentParts(
                                runner,
                                ReportFilter.NONE,
                                AgentListener.NONE,
                                TestAgent.QUICK,
                                Clock.systemUTC(),
                                new SecureRandom()))
                .run();
    }

    static Process start(Path home) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAgent.class.getName(),
                        home.toString())
                .inheritIO()
                .start();
    }
}
