package org.manyhands.researcher.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1 KiB", "1536,1.5 KiB", "67108864,64 MiB", "3221225472,3 GiB"})
    void sizesAreReadable(long bytes, String words) {
        assertThat(Sizes.words(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"65536,65536", "64KiB,65536", "16 MiB,16777216", "1GiB,1073741824", "1_024,1024"})
    void sizesAreRead(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "64MB", "-1", "1.5GiB", "99999999999GiB"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "59999, 59 s",
        "185000, 3 min 5 s",
        "7800000, 2 h 10 min",
        "273600000, 3 d 4 h",
    })
    void spansNameTheirTwoLargestUnits(long millis, String words) {
        assertThat(Times.span(millis)).isEqualTo(words);
    }

    @Test
    void aMomentHasItsDateOnlyWhenItIsNotToday() {
        long now = 1_700_000_000_000L;

        assertThat(Times.moment(now + 60_000, now, ZoneOffset.UTC)).isEqualTo("22:14:20");
        assertThat(Times.moment(now + 86_400_000, now, ZoneOffset.UTC)).isEqualTo("2023-11-15 22:13");
    }

    @Test
    void tablesAreAlignedAndNumbersStandToTheRight() {
        TextTable table = new TextTable("HOST#", "NAME", "FUEL#");
        table.row(7, "attic", "1,000");
        table.row(1234, "a very long name", 5);

        assertThat(table.lines())
                .containsExactly(
                        "HOST  NAME               FUEL",
                        "   7  attic             1,000",
                        "1234  a very long name      5");
    }

    @Test
    void aRowThatDoesNotFitTheTableIsAFault() {
        assertThatThrownBy(() -> new TextTable("A", "B").row(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void controlCharactersOfOthersDoNotReachTheTerminal() {
        assertThat(Printable.text("a\u001b[2Jb\r\nc\td\u0007")).isEqualTo("a?[2Jb\nc\td?");
        assertThat(Printable.line("a\nb\u001bc")).isEqualTo("a?b?c");
    }
}
