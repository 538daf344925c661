package org.manyhands.assimilator.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.manyhands.assimilator.output.AnswerRefusedException;

/** Reads rows of CSV (RFC 4180, UTF-8, lines ended by LF or CRLF, empty lines skipped) one by one. */
final class CsvRows implements AutoCloseable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final String origin;
    private final LongRowGuard guard;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    /** @param origin for messages: where the rows come from */
    CsvRows(String origin, InputStream in) throws IOException {
        this.origin = origin;
        this.guard = new LongRowGuard(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        this.parser = FORMAT.parse(guard);
        this.records = parser.iterator();
    }

    /** The next row; empty at the end. */
    Optional<List<String>> next() throws AnswerRefusedException, IOException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            List<String> row = records.next().toList();
            guard.rowEnded();
            return Optional.of(row);
        } catch (UncheckedIOException e) {
            throw refused(Objects.requireNonNull(e.getCause(), "an UncheckedIOException has a cause"));
        }
    }

    /** For messages: where the row stands that was read last. */
    String place() {
        return origin + ", line " + parser.getCurrentLineNumber();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private AnswerRefusedException refused(IOException fault) throws IOException {
        if (fault instanceof CharacterCodingException) {
            return new AnswerRefusedException(place() + ": bytes that are not UTF-8; write text in UTF-8");
        }
        if (fault instanceof CSVException || fault instanceof LongRowGuard.RowTooLongException) {
            return new AnswerRefusedException(place() + ": no CSV as RFC 4180 has it: " + fault.getMessage());
        }
        throw fault;
    }
}
