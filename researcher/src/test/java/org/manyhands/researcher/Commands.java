package org.manyhands.researcher;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;

/** Runs commands in this process, with a terminal, an environment and a clock of its own. Pauses take no time here. */
final class Commands {
    /** What a command did. */
    record Run(int exitCode, String out, String err) {}

    private final Map<String, String> environment = new HashMap<>();
    private final SteppedClock clock = new SteppedClock();
    private boolean terminal;
    private String typed = "";
    private int mostLines = Integer.MAX_VALUE;

    Commands(Path configDirectory) {
        environment.put("MANYHANDS_CONFIG", configDirectory.toString());
        // What runs on this machine is none of a test's business.
        environment.put(
                "MANYHANDS_RUNNING", configDirectory.resolveSibling("running").toString());
    }

    Commands with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A person sits at a terminal and will type this. */
    Commands typing(String text) {
        terminal = true;
        typed = text;
        return this;
    }

    /** What reads standard output ends after so many lines, as {@code head} does. */
    Commands readBy(int lines) {
        mostLines = lines;
        return this;
    }

    Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(new Reader(out, mostLines), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(typed)),
                terminal,
                terminal,
                terminal ? 100 : 0);
        int exitCode = ResearcherMain.run(new Surroundings(environment, console, clock, clock::pass), arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A pipe whose other end is closed after some lines. */
    private static final class Reader extends FilterOutputStream {
        private int linesLeft;

        Reader(OutputStream out, int lines) {
            super(out);
            linesLeft = lines;
        }

        @Override
        public void write(int octet) throws IOException {
            if (linesLeft == 0) {
                throw new IOException("Broken pipe");
            }
            if (octet == '\n') {
                linesLeft--;
            }
            out.write(octet);
        }
    }

    /** Moves when something waits. */
    private static final class SteppedClock extends Clock {
        private long millis = 1_700_000_000_000L;

        void pass(long passed) {
            millis += passed;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody changes the zone");
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
