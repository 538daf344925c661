package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/determinism.md} against the code. */
class WasiTableTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (.+) \\|");

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "determinism.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.put(matcher.group(1), matcher.group(2));
            }
        }
        return rows;
    }

    private static long[] zeros(String name) {
        return new long[WasiFunctions.all().get(name).parameters().length()];
    }

    @Test
    void everyCallOfPreviewOneIsThereAndInTheTable() throws IOException {
        assertThat(WasiFunctions.all()).hasSize(46);
        assertThat(rows().keySet()).isEqualTo(new TreeMap<>(WasiFunctions.all()).keySet());
    }

    @Test
    void callsThatTheTableRefusesAreRefusedAndNoOthers() throws IOException {
        for (Map.Entry<String, String> row : rows().entrySet()) {
            if (row.getKey().equals("proc_exit")) {
                continue;
            }
            Errno errno = new Guest(List.of()).call(row.getKey(), zeros(row.getKey()));
            if (row.getValue().equals("always `NOTSUP`")) {
                assertThat(errno).as(row.getKey()).isEqualTo(Errno.NOTSUP);
            } else {
                assertThat(errno).as(row.getKey()).isNotEqualTo(Errno.NOTSUP);
            }
        }
    }

    /** The same calls with senseless arguments give the same answers, fuel and memory: nothing of the host is in them. */
    @Test
    void answersDependOnNothingButTheCalls() {
        long[] odd = {0, 3, 4, 1_024, -1, 1L << 40, 65_535, 7, 1};
        Guest one = new Guest(List.of());
        Guest other = new Guest(List.of());
        for (int shift = 0; shift < odd.length; shift++) {
            for (String name : new TreeMap<>(WasiFunctions.all()).keySet()) {
                if (name.equals("proc_exit")) {
                    continue;
                }
                long[] arguments = zeros(name);
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = odd[(i + shift) % odd.length];
                }
                assertThat(one.call(name, arguments)).as(name).isEqualTo(other.call(name, arguments));
            }
        }
        assertThat(one.fuel()).isEqualTo(other.fuel());
        assertThat(one.bytes()).isEqualTo(other.bytes());
    }
}
