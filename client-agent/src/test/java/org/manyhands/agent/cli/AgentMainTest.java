package org.manyhands.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeRunner;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.WorkChoice;
import picocli.CommandLine;

class AgentMainTest {
    @TempDir
    Path home;

    private final FakeProject project = new FakeProject();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void whatTheComputerIsLentToIsChosenWhenItIsAttachedAndLater() throws Exception {
        execute("attach", project.url().toString(), "--applications", "primes,rita/pi");
        ProjectDirectory directory =
                new ProjectDirectory(new AgentHome(home).attached().get(0));
        assertThat(directory.choice()).isEqualTo(new WorkChoice(List.of("primes", "rita/pi"), List.of()));

        assertThat(execute("choose", "--channels", "stable,Beta")).isZero();
        assertThat(out.toString()).contains("Test Project: primes, rita/pi, stable, beta versions");
        assertThat(directory.choice())
                .isEqualTo(new WorkChoice(List.of("primes", "rita/pi"), List.of("stable", "beta")));

        assertThat(execute("choose", "--applications", "all")).isZero();
        assertThat(directory.choice()).isEqualTo(new WorkChoice(List.of(), List.of("stable", "beta")));
        assertThat(execute("choose", "--channels", "gamma")).isEqualTo(2);
        assertThat(err.toString()).contains("'gamma' is none; there are alpha, beta and stable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch app!,", ",primes", "primes,,pi", "", " ", "rita/", "/pi", "primes,a\tb"})
    void whatCanBeNoNameOfAnApplicationIsRefusedAndChangesNothing(String names) throws Exception {
        execute("attach", project.url().toString(), "--applications", "primes, rita/my pi");

        assertThat(execute("choose", "--applications", names)).isEqualTo(2);

        assertThat(err.toString().strip())
                .contains("' is no application's name, which has 1 to 200")
                .doesNotContain("\n");
        assertThat(new ProjectDirectory(new AgentHome(home).attached().get(0)).choice())
                .isEqualTo(new WorkChoice(List.of("primes", "rita/my pi"), List.of()));
    }

    @Test
    void attachSaysWhoseProjectItIsAndWhatItPins() {
        assertThat(execute("attach", project.url().toString(), "--account", "ada", "--name", "laptop"))
                .isZero();
        assertThat(out.toString())
                .contains("attached to Test Project at " + project.url())
                .contains(project.root.verifyingKey().fingerprint())
                .contains(project.root.verifyingKey().hex())
                .contains("ada")
                .contains("host       7, shown as laptop")
                .contains("token-of-ada")
                .contains("account.token")
                .contains("agent run --home " + home);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void statusShowsWhatIsHeldAndDone() {
        execute("attach", project.url().toString());
        FakeRunner runner = new FakeRunner();
        runner.hold(2);
        FakeWork work = new FakeWork(project);
        project.offer(work.unit(1), work.unit(2));
        try (TestAgent agent = TestAgent.start(home, runner)) {
            agent.events.await("accepted 1");
            runner.awaitBegun(2);
            assertThat(execute("status")).isZero();
            assertThat(out.toString())
                    .contains("running, process " + ProcessHandle.current().pid());
            agent.stop();
        }
        out.getBuffer().setLength(0);
        assertThat(execute("status")).isZero();
        assertThat(out.toString())
                .contains("not running")
                .contains("Test Project at " + project.url())
                .contains("1 results taken by the project, 0 refused, fuel 1,000")
                .contains("holds      1 task")
                .contains("task 2 of batch-1 (Ada)");
    }

    @Test
    void detachForgetsTheProject() {
        execute("attach", project.url().toString());
        assertThat(execute("detach")).isZero();
        assertThat(out.toString()).contains("detached from Test Project");
        assertThat(execute("status")).isEqualTo(1);
        assertThat(err.toString()).contains("is not attached to a project").contains("agent attach URL");
    }

    @Test
    void theDirectoryMayStandBeforeTheCommand() {
        CommandLine line = AgentMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute(
                        "--home", home.toString(), "attach", project.url().toString()))
                .isZero();
        assertThat(execute("status")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --slto 2 | unknown option '--slto'; did you mean '--slots'?",
                "attach http://localhost:1 --acount=x | unknown option '--acount'; did you mean '--account'?",
                "atach | unknown command 'atach'; did you mean 'attach'?",
                "run something | unknown argument 'something'",
                "attach | Missing required parameter: 'URL'",
                "attach example.org | 'example.org' is not a project's address",
                "attach http://192.0.2.1 | --insecure-http",
                "attach http://localhost:1 --account a --token b | give one of them",
                "attach http://localhost:1 --root-key 12 | a public key is 64",
                "run --slots 0 | --slots is 0 and must be 1 to",
                "run --cpu-percent 0 | --cpu-percent is 0 and must be 1 to 100",
                "run --slots many | 'many' is not an int",
                "run --memory lots | 'lots' is not a size; write it like 512M or 2G",
                "run --memory 1T | 'T' is not a size",
                "run --memory 5G | out of range",
                " | which command?"
            })
    void misuseIsOneLineAndExitCodeTwo(String command, String expected) {
        String[] words = command == null ? new String[0] : command.split(" ");
        CommandLine line = AgentMain.commandLine();
        line.setErr(new PrintWriter(err));
        assertThat(line.execute(words)).isEqualTo(2);
        assertThat(err.toString().strip())
                .contains(expected.replace("'T'", "'1T'"))
                .contains("--help")
                .doesNotContain("\n");
    }

    @Test
    void failureIsOneLineAndExitCodeOne() {
        project.close();
        assertThat(execute("attach", project.url().toString())).isEqualTo(1);
        assertThat(err.toString().strip()).contains("cannot be reached").doesNotContain("\n");
        err.getBuffer().setLength(0);
        assertThat(execute("run")).isEqualTo(1);
        assertThat(err.toString().strip()).contains("is not attached").doesNotContain("\n");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : new String[] {"attach", "run", "choose", "status", "detach"}) {
            out.getBuffer().setLength(0);
            assertThat(execute(command, "--help")).isZero();
            assertThat(out.toString()).contains("manyhands agent " + command).contains("--home=DIR");
        }
    }

    private int execute(String... arguments) {
        CommandLine line = AgentMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return line.execute(all);
    }
}
