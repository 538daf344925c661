package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.manyhands.bench.saboteur.Lie;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.text.Credits;

/** Holds the liar's own log against what the project made of each lie. */
final class LiarProof {
    private static final int LEAST_OF_A_KIND = 3;
    /** Lies that must be told. */
    static final int LEAST = 2 * LEAST_OF_A_KIND;

    private final ProjectClient client;
    private final Findings findings;
    private final PrintStream out;

    LiarProof(ProjectClient client, Findings findings, PrintStream out) {
        this.client = client;
        this.findings = findings;
        this.out = out;
    }

    void check(List<Lie> lies) throws IOException {
        int outputs = 0;
        int fuels = 0;
        int caught = 0;
        int accepted = 0;
        long earned = 0;
        for (Heard heard : Heard.of(lies, client)) {
            outputs += heard.lie().kind() == Lie.Kind.OUTPUT ? 1 : 0;
            fuels += heard.lie().kind() == Lie.Kind.FUEL ? 1 : 0;
            caught += heard.caught() ? 1 : 0;
            accepted += heard.accepted() ? 1 : 0;
            earned += heard.earned();
            heard.print(out);
        }
        int told = outputs + fuels;
        out.println("    told " + told + " (" + outputs + " with altered outputs, " + fuels
                + " with inflated fuel), caught " + caught + ", accepted " + accepted + ", earned "
                + Credits.words(earned));
        findings.check(
                outputs >= LEAST_OF_A_KIND && fuels >= LEAST_OF_A_KIND,
                "the liar lied at least " + LEAST + " times, in both ways");
        findings.check(
                caught == told && accepted == 0 && earned == 0,
                "every lie was caught, none was accepted, none earned anything");
        findings.figure(told + " lies told, " + accepted + " accepted");
    }
}
