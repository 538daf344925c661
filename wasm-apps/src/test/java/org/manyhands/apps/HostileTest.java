package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.Outcome;

class HostileTest {
    @TempDir
    private static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(directory);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void aModuleThatWantsSocketsIsRefusedForItsImports() throws Exception {
        ModuleReport report = sandbox.slot().inspect(Applications.module("hostile/socket.wasm"));

        assertThat(report.violations())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.rule()).isEqualTo("imports"));
        assertThatThrownBy(() -> sandbox.run("hostile/socket.wasm", Map.of()))
                .isInstanceOf(ModuleRefusedException.class)
                .hasMessageContaining("sock_open")
                .hasMessageContaining("socket");
    }

    @Test
    void noFileOfTheHostCanBeRead() throws Exception {
        Sandbox.Run run = sandbox.run("hostile/readfile.wasm", Map.of());

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stdout())
                .contains("open /etc/passwd: ")
                .contains("path_open ../../../../etc/passwd: refused below 65 of 65 descriptors")
                .doesNotContain("LEAKED")
                .doesNotContain("made")
                .endsWith("nothing was read\n");
        assertThat(run.result().outputs()).isEmpty();
    }

    @Test
    void aProgramWithoutEndIsStoppedWhenItsFuelIsUsedUp() throws Exception {
        Limits limits = new Limits(100_000_000, 16L << 20, 0, 0);

        Sandbox.Run run = sandbox.run(Engine.COMPILED, limits, "hostile/endless.wasm", Map.of());

        assertThat(run.outcome()).isEqualTo(new Outcome.Exceeded(Outcome.Limit.FUEL));
        assertThat(run.result().fuel()).isEqualTo(100_000_000);
    }

    @Test
    void theFirstProgramOfOnesOwnCountsPrimes() throws Exception {
        Sandbox.Run run = sandbox.run("example/hello.wasm", Map.of(), "0", "1000");

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.stdout()).isEqualTo("168\n");
    }
}
