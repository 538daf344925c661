package org.manyhands.bench.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.manyhands.bench.Roots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code manyhands demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a whole project on this machine: server, daemons, and three agents of three accounts, one of which lies.",
            "Two applications are uploaded, funded, computed, checked and answered; then the promises are proved.",
            "The last line is 'demo: OK' with figures (exit code 0), or 'demo: FAILED' with the reason (exit code 1)."
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--queens",
            paramLabel = "N",
            description = "Size of the board, 8 to 16 (default: ${DEFAULT-VALUE}).")
    private int queens = 15;

    @Option(names = "--keep", description = "Leave everything running at the end, and say where to look.")
    private boolean keep;

    @Option(
            names = "--chaos",
            description = "Kill each process with -9 once while work is under way, and at last all of them together.")
    private boolean chaos;

    @Option(
            names = "--colluders",
            paramLabel = "N",
            description =
                    "2: five agents, two of which tell the same lies; both computations want three copies that agree.")
    private int colluders;

    @Override
    public Integer call() throws Exception {
        if (queens < 8 || queens > 16) {
            throw new ParameterException(spec.commandLine(), "--queens takes 8 to 16, found " + queens);
        }
        if (colluders != 0 && colluders != 2) {
            throw new ParameterException(
                    spec.commandLine(), "--colluders takes 2 (or 0, for the one liar), found " + colluders);
        }
        if (colluders != 0 && chaos) {
            throw new ParameterException(spec.commandLine(), "--colluders and --chaos exclude each other");
        }
        Path root = Roots.ofSource();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new Demo(new Demo.Options(queens, keep, chaos, colluders > 0), Stage.fresh(root), out).play() ? 0 : 1;
    }
}
