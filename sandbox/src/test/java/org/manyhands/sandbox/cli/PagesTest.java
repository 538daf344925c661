package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of {@code docs}: their commands do what they say, and the table of {@code running.md} has every member. */
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path RUNNING = DOCS.resolve("running.md");
    private static final List<Path> PAGES = List.of(RUNNING, DOCS.resolve("sandbox.md"));

    /** The folder that the pages' commands save to. */
    private static final String SAVED = "saved";

    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\./manyhands (run|inspect) (.+?)(?: +# exit (\\d+).*)?$");

    static List<String[]> commands() throws Exception {
        List<String[]> commands = new ArrayList<>();
        for (Path page : PAGES) {
            List<String[]> found = COMMAND.matcher(Files.readString(page))
                    .results()
                    .map(each ->
                            new String[] {each.group(1), each.group(2), each.group(3) == null ? "0" : each.group(3)})
                    .toList();
            assertThat(found).as("commands of %s", page).isNotEmpty();
            commands.addAll(found);
        }
        return commands;
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("commands")
    void commandEndsAsThePageSays(String command, String words, String exitCode) {
        String[] arguments = Arrays.stream(words.split(" "))
                .map(word -> word.startsWith("wasm-apps") ? "../" + word : word)
                .map(word -> word.equals(SAVED) ? directory.resolve(SAVED).toString() : word)
                .toArray(String[]::new);
        InputStream realIn = System.in;
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setIn(InputStream.nullInputStream());
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(System.out);
            int code = Commands.line(command.equals("run") ? new RunCommand() : new InspectCommand())
                    .execute(arguments);
            assertThat(code).as(words + "\n" + said).isEqualTo(Integer.parseInt(exitCode));
        } finally {
            System.setIn(realIn);
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    @Test
    void everyMemberOfTheObjectIsInTheTable() throws Exception {
        String page = Files.readString(RUNNING);
        assertThat(OutcomeText.failedJson("why").keySet())
                .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
    }
}
