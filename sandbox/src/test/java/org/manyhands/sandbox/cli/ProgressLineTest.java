package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.RunObserver;

class ProgressLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final List<String> heard = new ArrayList<>();
    private long nanos;

    private final RunObserver output = new RunObserver() {
        @Override
        public void progress(long fuel) {}

        @Override
        public boolean streaming() {
            return true;
        }

        @Override
        public void standardOutput(byte[] bytes) {
            heard.add(shown());
        }

        @Override
        public void notice(String words) {
            heard.add(words);
        }
    };

    private final ProgressLine line = new ProgressLine(
            output, 2_000_000_000L, new PrintStream(terminal, true, StandardCharsets.UTF_8), () -> nanos);

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lineSaysFuelShareSpeedAndMemory() {
        nanos = 500_000_000;
        line.progress(250_000_000, 3L << 20);
        assertThat(shown()).isEqualTo(ERASE + "fuel 250.0 M (12.5 % of its limit), 500.0 M/s, memory 3.0 MiB");
        terminal.reset();
        line.progress(250_000_000, 0);
        assertThat(shown()).as("no time has passed, nothing is known of memory").endsWith("500.0 M/s");
    }

    @Test
    void moduleThatIsStillCompiledIsSaidToBe() {
        line.progress(0, 0);
        assertThat(shown()).isEqualTo(ERASE + "preparing the module");
    }

    @Test
    void lineIsGoneBeforeAnythingElseIsSaidAndAtTheEnd() {
        line.standardOutput(new byte[1]);
        assertThat(heard).as("there was no line yet").containsExactly("");
        line.progress(1, 0);
        line.standardOutput(new byte[1]);
        assertThat(heard.get(1)).endsWith(ERASE);
        line.progress(2, 0);
        line.notice("resumed");
        assertThat(heard).last().isEqualTo("resumed");
        line.progress(3, 0);
        line.ended();
        assertThat(shown()).endsWith(ERASE);
        int length = shown().length();
        line.ended();
        assertThat(shown()).as("once is enough").hasSize(length);
    }

    @Test
    void amountsAreReadable() {
        assertThat(Amounts.count(999)).isEqualTo("999");
        assertThat(Amounts.count(1_234_567_890)).isEqualTo("1.2 G");
        assertThat(Amounts.bytes(65_536)).isEqualTo("64.0 KiB");
        assertThat(Amounts.bytes(Long.MAX_VALUE)).endsWith(" TiB");
    }
}
