package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the sandbox runs and says what it should; how fast anything is is nothing to test. */
class SandboxBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void a_kernel_is_measured_in_all_columns_and_all_agree() throws Exception {
        Path json = folder.resolve("figures.json");
        Launcher.Said said = new Launcher(folder)
                .run(
                        "bench",
                        "sandbox",
                        "--quick",
                        "--cpu-time",
                        "--kernels",
                        "queens",
                        "--runs",
                        "1",
                        "--json",
                        json.toString());

        assertThat(said.exitCode()).as(said.output()).isZero();
        List<String> lines = said.output().lines().toList();
        // Ratios, medians, spreads, first runs.
        assertThat(lines).filteredOn(line -> line.startsWith("kernel ")).hasSize(4);
        assertThat(lines).filteredOn(line -> line.startsWith("queens ")).hasSize(4);
        assertThat(lines).filteredOn(line -> line.startsWith("geo. mean ")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("at most")).hasSize(6);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        JsonNode columns = new ObjectMapper().readTree(json.toFile()).at("/kernels/queens");
        assertThat(columns.fieldNames()).toIterable().contains("plain", "metering", "nans", "depth", "loops", "all");
        assertThat(columns).allSatisfy(runs -> assertThat(runs).hasSize(3));
        assertThat(columns.at("/all/0/fuel").asLong()).isPositive();
    }

    @Test
    void what_is_not_there_is_refused_in_words() throws Exception {
        Launcher.Said kernel = new Launcher(folder).run("bench", "sandbox", "--kernels", "queen");
        assertThat(kernel.exitCode()).isEqualTo(2);
        assertThat(kernel.output()).contains("'queen'", "queens", "mandelbrot");

        Launcher.Said java = new Launcher(folder).run("bench", "sandbox", "--jdk", folder.toString());
        assertThat(java.exitCode()).isEqualTo(2);
        assertThat(java.output()).contains("--jdk", "no java at", folder.toString());
    }
}
