package org.manyhands.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What cannot be measured is refused in words before anything is started. */
class DispatchCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--db postgres | --db is 'postgres'; it takes mariadb, h2",
                "--db jdbc:postgresql://127.0.0.1/bench | such as jdbc:mysql://127.0.0.1:3306/bench",
                "--db h2 --servers 2 | H2 lives inside one: use --db mariadb",
                "--per-call 65 | --per-call is 65; it takes 1 to 64",
                "--hosts 0 | --hosts is 0; it takes 1 to 100000",
                "--preload 10 --waiting 11 | --waiting is 11; it takes 1 to 10",
                "--kill-server 5s | --kill-server kills the second of two servers; give --servers 2, too",
                "--servers 2 --kill-server soon | --kill-server is 'soon'; it takes seconds, such as 20s",
                "--servers 2 --seconds 20 --kill-server 20s | 20 s are measured; it must be less"
            })
    void wrong_options_are_told_with_what_they_take(String options, String words) {
        StringWriter errors = new StringWriter();

        int exit = new CommandLine(new DispatchCommand())
                .setErr(new PrintWriter(errors))
                .execute(options.split(" "));

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(words);
    }

    @Test
    void a_database_that_is_not_there_is_named_with_what_to_do() {
        StringBuilder said = new StringBuilder();

        int exit = new CommandLine(new DispatchCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    said.append(failure.getMessage());
                    return 1;
                })
                .execute("--db", "jdbc:mysql://127.0.0.1:1/bench", "--db-user", "me", "--folder", folder.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(said).contains("jdbc:mysql://127.0.0.1:1/bench cannot be used as me", "MANYHANDS_DATABASE_PASSWORD");
        assertThat(folder.resolve("project").resolve("run").resolve("ready")).doesNotExist();
    }
}
