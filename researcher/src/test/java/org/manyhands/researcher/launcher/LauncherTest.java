package org.manyhands.researcher.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real script in a folder of its own, with a java that prints what it was started with and a mvn that makes the jars
 * it should.
 */
class LauncherTest {
    private static final Path SCRIPT =
            Path.of("..", "manyhands").toAbsolutePath().normalize();

    private record Run(int exitCode, String out, String err) {}

    @TempDir
    Path folder;

    private Path root;
    private Path jdk;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        Files.copy(SCRIPT, root.resolve("manyhands"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("db/src/main"));
        Files.writeString(root.resolve("db/pom.xml"), "<project/>");
        Files.writeString(root.resolve("db/src/main/A.java"), "class A {}");
        jdk = folder.resolve("jdk");
        program(jdk.resolve("bin/java"), "printf 'java'; printf ' <%s>' \"$@\"; echo");
        program(jdk.resolve("bin/javac"), "exit 1");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
        program(folder.resolve("maven/mvn"), """
                echo "mvn $*" >>"%s"
                [ ! -f "%s" ] || exit 7
                mkdir -p target/dist/lib
                touch target/dist/lib/manyhands-bench-0.1.0.jar
                """.formatted(folder.resolve("maven.log"), folder.resolve("broken")));
    }

    private static void program(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), root.resolve("manyhands"), arguments);
    }

    private Run run(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MANYHANDS_"));
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", folder.resolve("maven") + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL,C,C.UTF-8", "LC_ALL,POSIX,C.UTF-8", "LANG,'',C.UTF-8", "LC_ALL,en_GB.utf8,en_GB.utf8"})
    void argumentsKeepTheirLettersWhateverTheShellsLocale(String name, String value, String expected) throws Exception {
        program(jdk.resolve("bin/java"), "echo \"$LC_ALL\"");
        Map<String, String> locale = new HashMap<>(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""));
        locale.put(name, value);
        assertThat(run(locale, root.resolve("manyhands"), "status").out()).isEqualTo(expected + "\n");
    }

    private List<String> mavenCalls() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "down",
                "status",
                "hosts",
                "trust",
                "explain",
                "agent",
                "run",
                "submit",
                "watch",
                "answer",
                "account",
                "app",
                "unit",
                "batch",
                "test",
                "bench",
                "server",
                "work-generator",
                "validator",
                "assimilator",
                "version"
            })
    void helpExplainsEveryCommandWithoutBuildingAnything(String command) throws Exception {
        Run run = run("help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("(?m)^ +(\\S+, )*" + command + "\\b");
        assertThat(mavenCalls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sumbit,submit", "wacth,watch", "hots,hosts", "demos,demo", "generator,work-generator"})
    void anUnknownCommandNamesTheNearest(String typed, String meant) throws Exception {
        Run run = run(typed);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("manyhands: there is no command '" + typed + "'; did you mean '" + meant + "'?\n");
    }

    @Test
    void aCommandLikeNoneNamesThemAll() throws Exception {
        Run run = run("photosynthesis");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("manyhands: there is no command 'photosynthesis'\n")
                .contains("Known commands: demo up down");
    }

    @ParameterizedTest
    @CsvSource({
        "up,server,org.manyhands.server.supervisor.SupervisorMain> <up",
        "down,server,org.manyhands.server.supervisor.SupervisorMain> <down",
        "submit,researcher,org.manyhands.researcher.ResearcherMain> <submit",
        "unit,researcher,org.manyhands.researcher.ResearcherMain> <unit",
        "agent,client-agent,org.manyhands.agent.cli.AgentMain",
        "run,sandbox,org.manyhands.sandbox.cli.RunMain",
        "inspect,sandbox,org.manyhands.sandbox.cli.InspectMain",
        "demo,bench,org.manyhands.bench.BenchMain> <demo",
        "bench,bench,org.manyhands.bench.BenchMain> <bench",
        "server,server,org.manyhands.server.ServerMain",
        "work-generator,work-generator,org.manyhands.generator.GeneratorMain",
        "validator,validator,org.manyhands.validator.ValidatorMain",
        "assimilator,assimilator,org.manyhands.assimilator.AssimilatorMain"
    })
    void aCommandBecomesItsJavaProgram(String command, String module, String program) throws Exception {
        Run run = run(command, "--some option", "");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("<-cp> <" + root + "/target/dist/lib/manyhands-" + module + "-0.1.0.jar> <" + program
                        + "> <--some option> <>")
                .contains("<-Dmanyhands.root=" + root + ">")
                .contains("<-Dmanyhands.terminal.out=false>");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        assertThat(run("status").err()).contains("manyhands: building");
        assertThat(run("status").err()).isEmpty();
        assertThat(mavenCalls()).containsExactly("mvn -q -DskipTests -Dchecks.skip package");

        FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
        Files.setLastModifiedTime(root.resolve("db/src/main/A.java"), later);
        run("status");
        assertThat(mavenCalls()).hasSize(2);
    }

    @Test
    void onceBuiltItNeedsNoMaven() throws Exception {
        run("status");
        Files.delete(folder.resolve("maven/mvn"));

        assertThat(run("status").exitCode()).isZero();
    }

    @Test
    void itIsFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("mh"), Path.of("a project", "manyhands"));

        assertThat(run(Map.of(), link, "status").out()).contains("<-Dmanyhands.root=" + root + ">");
    }

    @Test
    void aBuildThatFailsStartsNothing() throws Exception {
        Files.createFile(folder.resolve("broken"));

        Run run = run("status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("the build failed; what Maven said is above");
    }

    @Test
    void withoutMavenItSaysWhatIsMissing() throws Exception {
        Files.delete(folder.resolve("maven/mvn"));

        Run run = run(
                Map.of("PATH", tools("bash", "dirname", "sed", "find", "head", "mkdir", "readlink")),
                root.resolve("manyhands"),
                "status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "manyhands: there is no mvn here, and Manyhands must be built first; install Maven 3.8 or newer\n");
    }

    @Test
    void withoutJavaItSaysWhatIsMissing() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", "", "PATH", tools("bash", "dirname", "sed", "find", "head", "readlink")),
                root.resolve("manyhands"),
                "status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no java here; install a JDK of 17 or newer, or set JAVA_HOME to one");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Run run = run("status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("bin/java is Java 11; Manyhands needs a JDK of 17 or newer");
    }

    @Test
    void aJavaHomeThatIsNoneIsNamed() throws Exception {
        Run run = run(Map.of("JAVA_HOME", folder + "/nowhere"), root.resolve("manyhands"), "status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("JAVA_HOME is " + folder + "/nowhere, where there is no bin/java");
    }

    @Test
    void aRuntimeThatCannotCompileIsNotEnoughToBuild() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(run("status").err()).contains("jdk has no javac; to build, Manyhands needs a whole JDK");
    }

    @Test
    void testRunsMavenAndEndsAsItDoes() throws Exception {
        assertThat(run("test").exitCode()).isZero();
        assertThat(run("test", "--", "-pl", "db").exitCode()).isZero();
        assertThat(mavenCalls()).containsExactly("mvn -B -T 2 verify", "mvn -B -T 2 verify -pl db");

        Files.createFile(folder.resolve("broken"));
        assertThat(run("test").exitCode()).isEqualTo(7);
    }

    @Test
    void afterAllTestsThereIsNothingToBuildAndAfterSomeThereIs() throws Exception {
        run("test", "--", "-pl", "db");
        assertThat(run("status").err()).contains("manyhands: building");
        run("test");
        assertThat(run("status").err()).isEmpty();
    }

    @Test
    void testExplainsItselfAndRefusesWhatItDoesNotKnow() throws Exception {
        assertThat(run("test", "--help").out()).contains("Usage: ./manyhands test [--long] [-- MAVEN ARGUMENTS]");
        Run run = run("test", "-pl", "db");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("test takes Maven's arguments after --, found '-pl'");
        assertThat(mavenCalls()).isEmpty();
    }

    /** A folder with links to these programs and no others, as a PATH. */
    private String tools(String... names) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : names) {
            Path found = Path.of("/usr/bin", name);
            Files.createSymbolicLink(tools.resolve(name), Files.exists(found) ? found : Path.of("/bin", name));
        }
        return tools.toString();
    }
}
