package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.manyhands.bench.saboteur.Lie;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.HostView;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.text.Credits;

/** Holds the logs of those who collude against what the project made of each lie, and shows the standing of every host. */
final class ColludersProof {
    /** Lies that must be told before the last honest volunteers join. */
    static final int LEAST = 6;

    private static final int LEAST_SHARED = 3;
    private static final int MOST_HOSTS = 200;

    private final ProjectClient client;
    private final Shell shell;
    private final Findings findings;
    private final PrintStream out;

    ColludersProof(ProjectClient client, Shell shell, Findings findings, PrintStream out) {
        this.client = client;
        this.shell = shell;
        this.findings = findings;
        this.out = out;
    }

    void lies(List<Lie> lies) throws IOException {
        List<Heard> told = Heard.of(lies, client);
        told.forEach(heard -> heard.print(out));
        Map<WorkUnitId, Long> liars =
                told.stream().collect(Collectors.groupingBy(heard -> heard.lie().workUnitId(), Collectors.counting()));
        long shared = liars.values().stream().filter(number -> number > 1).count();
        long caught = told.stream().filter(Heard::caught).count();
        long accepted = told.stream().filter(Heard::accepted).count();
        long earned = told.stream().mapToLong(Heard::earned).sum();
        out.println("    told " + told.size() + ", caught " + caught + ", accepted " + accepted + ", earned "
                + Credits.words(earned) + "; work units with the same lie twice: " + shared);
        findings.check(
                shared >= LEAST_SHARED,
                "at least " + LEAST_SHARED + " work units had the same lie twice, which a quorum of two believes");
        findings.check(
                caught == told.size() && accepted == 0 && earned == 0,
                "every lie was caught, none was accepted, none earned anything");
        findings.figure(told.size() + " lies told, " + accepted + " accepted");
    }

    /** The standing of each host with its reasons, as anybody may ask for it. */
    void standings(List<String> colluders) throws IOException, InterruptedException, DemoFailedException {
        boolean excluded = true;
        boolean blamed = false;
        for (HostView host : client.hosts(null, MOST_HOSTS)) {
            shell.must("hosts", host.id().toString());
            List<HostView.Trust> standings = client.host(host.id()).trust();
            if (colluders.contains(host.account())) {
                excluded &= standings.stream().anyMatch(HostView.Trust::excluded);
            } else {
                blamed |= standings.stream().anyMatch(standing -> standing.failures() > 0);
            }
        }
        findings.check(excluded, "each colluder is excluded, and its standing says why");
        findings.check(!blamed, "no honest computer was found wrong");
    }
}
