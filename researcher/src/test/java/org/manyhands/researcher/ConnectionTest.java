package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.protocol.config.RunningProject;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.JoinKeyView;
import org.manyhands.protocol.research.NewJoinKey;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.researcher.Commands.Run;

class ConnectionTest {
    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;
    private Path saved;

    @BeforeEach
    void open() throws IOException {
        project = new FakeProject()
                .on("POST /api/v1/accounts", Views.account("ada", 10_000, "fresh-token"))
                .on("GET /api/v1/account", Views.account("ada", 10_000, null));
        commands = new Commands(folder.resolve("config"));
        saved = folder.resolve("config/client.json");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void signingUpSavesTheConnectionForItsOwnerAlone() throws Exception {
        Run run = commands.run("account", "new", "ada", "--url", project.url() + "/", "--join-key", "k");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Account 'ada' at " + project.url() + " has 10,000 credits to spend.");
        assertThat(run.out()).doesNotContain("fresh-token");
        assertThat(Json.read(project.only("POST /api/v1/accounts").body(), SignUp.class))
                .isEqualTo(new SignUp("ada", "k"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved.getParent())))
                .isEqualTo("rwx------");

        assertThat(commands.run("account", "show").out()).contains("to spend  10,000 credits", "1 KiB of 1 MiB");
        assertThat(project.only("GET /api/v1/account").headers()).containsEntry("Authorization", "Bearer fresh-token");
    }

    @Test
    void anOlderConnectionStaysBesideTheNewOne() {
        commands.run("account", "new", "ada", "--url", project.url());

        Run run = commands.run("account", "new", "ada", "--url", project.url());

        assertThat(run.out()).contains("The connection that was saved before is now");
        assertThat(saved.resolveSibling("client-1.json")).exists();
    }

    @Test
    void aSavedTokenIsSentToItsOwnProjectOnly() throws Exception {
        commands.run("account", "new", "ada", "--url", project.url());
        try (FakeProject other = new FakeProject()) {
            Run run = commands.run("account", "show", "--url", other.url());

            assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
            assertThat(run.err()).contains("you have no account at " + other.url() + " yet: sign up with");
            assertThat(other.lines()).isEmpty();
        }
    }

    @Test
    void anOptionComesBeforeTheEnvironmentAndThatBeforeWhatWasSaved() {
        commands.run("account", "new", "ada", "--url", project.url());
        commands.with("MANYHANDS_TOKEN", "from-environment");
        commands.run("account", "show");
        commands.run("account", "show", "--token", "from-option");

        assertThat(project.lines()).hasSize(3);
        commands.with("MANYHANDS_URL", "http://127.0.0.1:1");
        assertThat(commands.run("account", "show").exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(commands.run("account", "show", "--url", project.url()).exitCode())
                .isZero();
    }

    @Test
    void theOneProjectThatRunsHereIsFoundWithoutBeingNamed() throws Exception {
        Path running = Files.createDirectories(folder.resolve("running"));
        commands.with(RunningProject.FOLDER_VARIABLE, running.toString());
        RunningProject here = new RunningProject(
                "here", project.url(), ProcessHandle.current().pid());
        Files.writeString(running.resolve("a.json"), Json.write(here));

        assertThat(commands.run("account", "new", "ada").out()).contains(project.url());
    }

    @Test
    void anAdministratorMakesAJoinKeyThatIsShownOnce() throws Exception {
        project.on("POST /api/v1/join-keys", new JoinKeyView("the-key", "school", 30));

        Run run = commands.run(
                "account", "join-key", "school", "--uses", "30", "--token", "admin", "--url", project.url());

        assertThat(run.out()).isEqualTo("Join key for 'school', good for 30 accounts, shown only now: the-key\n");
        assertThat(Json.read(project.only("POST /api/v1/join-keys").body(), NewJoinKey.class))
                .isEqualTo(new NewJoinKey("school", 30));
    }

    @Test
    void aTakenNameSavesNothing() {
        project.on(
                "POST /api/v1/accounts", Problem.of(ErrorCode.NAME_TAKEN, "the name 'ada' is taken; choose another"));

        Run run = commands.run("account", "new", "ada", "--url", project.url());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).isEqualTo("manyhands: the name 'ada' is taken; choose another [NAME_TAKEN]\n");
        assertThat(saved).doesNotExist();
    }

    @Test
    void anAdministratorGrantsCredit() throws Exception {
        project.on("POST /api/v1/grants", Views.account("ada", 512, null));

        Run run = commands.run("account", "grant", "ada", "12.5", "--url", project.url(), "--token", "admin");

        assertThat(run.out()).contains("'ada' was granted 12.5 credits and has 512 credits to spend");
        Grant grant = Json.read(project.only("POST /api/v1/grants").body(), Grant.class);
        assertThat(grant.microcredits()).isEqualTo(12_500_000);
        assertThat(grant.idempotencyKey()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "many", "0.0000001"})
    void anAmountThatIsNoneIsMisuse(String credits) {
        Run run = commands.run("account", "grant", "ada", credits, "--url", project.url(), "--token", "admin");

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("'" + credits + "' is not an amount of credits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "ftp://example.org", "http://", "http://example.org/path", "http://a b"})
    void anAddressThatIsNoneIsMisuse(String url) {
        Run run = commands.run("status", "--url", url);

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("'" + url + "' is not the address of a project; expected http:// or https://");
    }

    @Test
    void aProjectThatIsNotThereIsNamedWithTheRemedy() throws Exception {
        String url = project.url();
        project.close();

        Run run = commands.run("status", "--url", url);

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .isEqualTo(
                        "manyhands: no project answers at " + url + " (connection refused); start one on this machine"
                                + " with ./manyhands up, or name another with --url URL\n");
    }

    @Test
    void aHostThatDoesNotExistIsToldFromOneThatRefuses() {
        assertThat(commands.run("status", "--url", "http://nowhere.invalid").err())
                .contains("no project answers at http://nowhere.invalid (no such host)");
    }

    @Test
    void whatIsNoProjectIsTold() {
        project.on("GET /api/v1/status", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(commands.run("status", "--url", project.url()).err())
                .contains("answered what is not a StatusView")
                .contains("is this a Manyhands project?");
    }

    @Test
    void noFaultShowsAStackTraceUnlessItIsAskedFor() {
        project.on("GET /api/v1/batches/1001", Map.of("id", "1001"));
        String[] command = {"watch", "1001", "--url", project.url(), "--token", "t"};

        Run run = commands.run(command);

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains("manyhands: this is a fault in manyhands itself: java.lang.NullPointerException")
                .doesNotContain("\tat ");
        assertThat(commands.with("MANYHANDS_DEBUG", "1").run(command).err()).contains("\tat org.manyhands");
    }

    @Test
    void aDamagedSavedConnectionIsTold() throws IOException {
        Files.createDirectories(saved.getParent());
        Files.writeString(saved, "{\"url\":");

        Run run = commands.run("account", "show");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("client.json is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "watch --jsn | unknown option '--jsn'; did you mean '--json'?",
                "submit a.yaml --yess | unknown option '--yess'; did you mean '--yes'?",
                "batch pauze 5 | there is no 'pauze' here; did you mean 'pause'?",
                "watch 1 2 | '2' is one argument too many",
                "account | Missing required subcommand",
                "submit | Missing required parameter: 'BATCH.YAML'",
                "watch tomorrow --url http://127.0.0.1:1 --token t | 'tomorrow' does not name a batch",
                "hosts x --url http://127.0.0.1:1 | 'x' does not name a host",
                "unit x --url http://127.0.0.1:1 --token t | 'x' does not name a work unit"
            })
    void misuseIsToldInOneLine(String line, String words) {
        Run run = commands.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("manyhands: ").contains(words).doesNotContain("\tat ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "watch", "answer", "status", "hosts", "account", "batch", "unit"})
    void everyCommandExplainsItself(String command) {
        Run run = commands.run(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: ./manyhands " + command);
        assertThat(commands.run(command, "--version").out()).startsWith("Manyhands ");
    }

    @Test
    void listsWithoutEntriesSayWhatToDo() {
        project.on("GET /api/v1/hosts?limit=50", List.of()).on("GET /api/v1/batches?offset=0&limit=200", List.of());

        assertThat(commands.run("hosts", "--url", project.url()).out()).contains("./manyhands agent attach");
        assertThat(commands.run("batch", "list", "--url", project.url(), "--token", "t")
                        .out())
                .contains("./manyhands submit");
    }
}
