package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart.Kind;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.researcher.Commands.Run;

class SubmitTest {
    private static final byte[] MODULE = HexFormat.of().parseHex("0061736d01000000");
    private static final byte[] DATA = {'1', '\n'};

    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        Files.write(folder.resolve("hello.wasm"), MODULE);
        Files.write(folder.resolve("data.csv"), DATA);
        project = new FakeProject()
                .on("GET /api/v1/account", Views.account("ada", 100, null))
                .on("POST /api/v1/applications", Views.version("hello", "1"))
                .on("POST /api/v1/batches", Views.quoted(6))
                .on("POST /api/v1/batches/1001/fund", Views.batch("FUNDED", "", Map.of("UNCREATED", 10L)))
                .on("POST /api/v1/batches/1001/cancel", Views.batch("CANCELLED", "", Map.of()));
        commands = new Commands(folder.resolve("config"))
                .with("MANYHANDS_URL", project.url())
                .with("MANYHANDS_TOKEN", "secret");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Run submit(String more, String... options) throws IOException {
        Path file = Files.writeString(
                folder.resolve("batch.yaml"),
                "name: primes\napplication: hello.wasm\ninputs: {data.csv: data.csv}\n"
                        + "range: {from: 0, to: 100, per-unit: 10}\nargs: [\"{from}\"]\nanswer: sum\n" + more);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "submit";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return commands.run(arguments);
    }

    @Test
    void everythingGoesThereAndTheBatchIsFunded() throws Exception {
        Run run = submit("", "--yes");

        assertThat(run.err()).contains("uploading 1 of 2: hello.wasm, 8 B", "uploading 2 of 2: data.csv, 2 B");
        assertThat(run.out())
                .contains("10, each run until 2 copies agree")
                .contains("3 of them: mean 2,000,000 fuel, most 3,000,000; a work unit is stopped at 30,000,000")
                .contains("expected    4 credits")
                .contains("at most     6 credits")
                .contains("ada has 100 credits")
                .contains("Batch 1001 is funded")
                .contains("./manyhands watch 1001", "./manyhands answer 1001");
        assertThat(run.exitCode()).isZero();
        assertThat(project.holds(Digests.sha256(MODULE))).isTrue();
        assertThat(project.only("POST /api/v1/batches/1001/fund").headers())
                .containsEntry("Authorization", "Bearer secret");
        NewAppVersion version =
                Json.read(project.only("POST /api/v1/applications").body(), NewAppVersion.class);
        assertThat(version)
                .isEqualTo(new NewAppVersion(
                        "hello", Digests.sha256(MODULE).substring(0, 12), Digests.sha256(MODULE), Map.of(), List.of()));
        BatchSpec spec = Json.read(project.only("POST /api/v1/batches").body(), BatchSpec.class);
        assertThat(spec.appVersionId().value()).isEqualTo(31);
        assertThat(spec.inputs()).containsExactly(Map.entry("data.csv", Digests.sha256(DATA)));
        assertThat(spec.cut()).isEqualTo(BatchSpec.Cut.of(new BatchSpec.Range(0, 100, 10)));
        assertThat(spec.canaries()).isEqualTo(-1);
        assertThat(spec.answer()).extracting(BatchSpec.AnswerPart::kind).containsExactly(Kind.SUM);
    }

    @Test
    void whatItWouldWaitForIsSaidBeforeItIsFunded() throws Exception {
        String waits = "waits for more computers: 3 copies of each work unit go to computers of different accounts";
        project.on("POST /api/v1/batches", Views.quoted(6, waits));

        assertThat(submit("", "--yes").out()).contains("\n  now         " + waits + "\n");
    }

    @Test
    void aVerifierIsUploadedAndInTheDerivedVersion() throws Exception {
        byte[] verifier = HexFormat.of().parseHex("0061736d010000000000");
        Files.write(folder.resolve("verify.wasm"), verifier);
        Path file = Files.writeString(
                folder.resolve("b.yaml"), "name: n\napplication: {module: hello.wasm, verifier: verify.wasm}\n");

        assertThat(commands.run("submit", file.toString(), "--yes").exitCode()).isZero();

        NewAppVersion version =
                Json.read(project.only("POST /api/v1/applications").body(), NewAppVersion.class);
        assertThat(version.verifierSha256()).isEqualTo(Digests.sha256(verifier));
        assertThat(version.version())
                .isNotEqualTo(Digests.sha256(MODULE).substring(0, 12))
                .hasSize(12);
        assertThat(project.holds(Digests.sha256(verifier))).isTrue();
    }

    @Test
    void whatTheProjectHoldsIsNotSentAgain() throws Exception {
        project.hold(MODULE);

        Run run = submit("", "--yes");

        assertThat(run.err()).contains("uploading 1 of 1: data.csv").contains("1 of 2 files are there already");
        assertThat(project.only("POST /api/v1/files").headers())
                .containsEntry("Manyhands-digest", Digests.sha256(DATA));
    }

    @Test
    void filesAndArgumentsOfAnApplicationAreInItsDerivedVersion() throws Exception {
        Path file =
                Files.writeString(folder.resolve("b.yaml"), "name: n\napplication: {module: hello.wasm, args: [x]}\n");

        assertThat(commands.run("submit", file.toString(), "--yes").exitCode()).isZero();

        NewAppVersion version =
                Json.read(project.only("POST /api/v1/applications").body(), NewAppVersion.class);
        assertThat(version.version())
                .hasSize(12)
                .isNotEqualTo(Digests.sha256(MODULE).substring(0, 12));
    }

    @Test
    void aBatchThatMayCostMoreThanItsFundsIsGivenUpWithBothNumbers() throws Exception {
        Run run = submit("funds: 5.5\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("it may cost 6 credits, and 'funds' in ").contains("allows 5.5 credits");
        assertThat(project.lines())
                .contains("POST /api/v1/batches/1001/cancel")
                .doesNotContain("POST /api/v1/batches/1001/fund");
    }

    @Test
    void aBatchThatTheAccountCannotPayIsGivenUp() throws Exception {
        project.on("POST /api/v1/batches", Views.quoted(101));

        Run run = submit("", "--yes");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("it may cost 101 credits, and account 'ada' has 100 credits");
    }

    @Test
    void aPersonIsAskedAndMaySayNo() throws Exception {
        commands.typing("n\n");

        Run run = submit("");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("Fund it with 6 credits? [y/N]", "nothing was spent");
        assertThat(project.lines())
                .contains("POST /api/v1/batches/1001/cancel")
                .doesNotContain("POST /api/v1/batches/1001/fund");
    }

    @Test
    void aPersonMaySayYes() throws Exception {
        commands.typing("yes\n");

        assertThat(submit("").exitCode()).isZero();

        project.only("POST /api/v1/batches/1001/fund");
    }

    @Test
    void withoutATerminalNobodyIsAskedAndNothingIsSent() throws Exception {
        Run run = submit("");

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("add --yes");
        assertThat(project.lines()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsToldBeforeAllElse() {
        Run run = commands.run("submit", folder.resolve("nope.yaml").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("nope.yaml: there is no such file").doesNotContain("--yes");
    }

    @Test
    void aMistakeInTheDescriptionSendsNothing() throws Exception {
        Run run = submit("quorom: 2\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err()).contains("batch.yaml, line 7, column 1: unknown key 'quorom'; did you mean 'quorum'?");
        assertThat(project.lines()).isEmpty();
    }

    @Test
    void moreThanTheQuotaIsToldBeforeItTravels() throws Exception {
        project.on(
                "GET /api/v1/account",
                new AccountView(Views.account("ada", 1, null).id(), "ada", false, 5, 95, 100, null));

        Run run = submit("", "--yes");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("have 10 B, and the quota of account 'ada' has 5 B left of 100 B");
        assertThat(project.lines()).doesNotContain("POST /api/v1/files");
    }

    @Test
    void aRefusedModuleIsAnsweredInTheProjectsWords() throws Exception {
        project.on("POST /api/v1/applications", Problem.of(ErrorCode.MODULE_REFUSED, "it imports env.socket"));

        Run run = submit("", "--yes");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains("manyhands: it imports env.socket [MODULE_REFUSED]")
                .doesNotContain("\tat ");
    }

    @Test
    void jsonIsTheFundedBatchAndNothingElse() throws Exception {
        Run run = submit("", "--yes", "--json");

        assertThat(Json.read(run.out(), BatchView.class).state()).isEqualTo("FUNDED");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).contains("Quote for 'primes'");
    }

    @Test
    void itCanGoOnWatching() throws Exception {
        project.on("GET /api/v1/batches/1001", Views.running(4), Views.complete(null));

        Run run = submit("", "--yes", "--watch");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("primes: running, 4 of 10 work units validated");
    }
}
