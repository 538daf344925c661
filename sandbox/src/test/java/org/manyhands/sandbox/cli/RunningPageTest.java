package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page {@code docs/running.md}: its commands do what it says, and its table has every member. */
class RunningPageTest {
    private static final Path PAGE = Path.of("..", "docs", "running.md");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\./manyhands (run|inspect) (.+?)(?: +# exit (\\d+).*)?$");

    static List<String[]> commands() throws Exception {
        Matcher matcher = COMMAND.matcher(Files.readString(PAGE));
        return matcher.results()
                .map(each -> new String[] {each.group(1), each.group(2), each.group(3) == null ? "0" : each.group(3)})
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandEndsAsThePageSays(String command, String words, String exitCode) {
        String[] arguments = Arrays.stream(words.split(" "))
                .map(word -> word.startsWith("wasm-apps") ? "../" + word : word)
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
        String page = Files.readString(PAGE);
        assertThat(OutcomeText.failedJson().keySet())
                .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
    }
}
