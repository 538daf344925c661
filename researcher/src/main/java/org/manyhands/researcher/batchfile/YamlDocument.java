package org.manyhands.researcher.batchfile;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.researcher.batchfile.YamlNode.Entry;
import org.manyhands.researcher.batchfile.YamlNode.Items;
import org.manyhands.researcher.batchfile.YamlNode.Mapping;
import org.manyhands.researcher.batchfile.YamlNode.Nothing;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/**
 * Reads a YAML text into nodes. {@link org.manyhands.protocol.config.YamlFile} binds to records, which forget where each
 * value stood and how a number was written; a batch's description needs both.
 */
final class YamlDocument {
    private static final int MOST_DEPTH = 20;

    private final String name;
    private final YAMLParser parser;

    private YamlDocument(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** Reads a text of one document; {@code name} stands in messages for the file. */
    static YamlNode parse(String name, String text) throws ConfigException {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlDocument document = new YamlDocument(name, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Nothing(1, 1);
            }
            YamlNode root = document.node(first, 0);
            if (parser.nextToken() != null) {
                throw document.mistake("a second document begins here; expected one document in the file");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            // The lines that begin with a blank show the text once more; the others say what is wrong.
            String message = e.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.startsWith(" "))
                    .collect(Collectors.joining(": "));
            throw new ConfigException(name
                    + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr())
                    + ": this is no YAML: " + message);
        } catch (IOException e) {
            throw new ConfigException(name + ": cannot be read: " + e.getMessage());
        }
    }

    private YamlNode node(@Nullable JsonToken token, int depth) throws IOException, ConfigException {
        if (depth > MOST_DEPTH) {
            throw mistake("this is nested more than " + MOST_DEPTH + " deep");
        }
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (parser.isCurrentAlias()) {
            throw mistake("'*" + parser.getText()
                    + "' is a reference to another place, which is not supported here; write the value itself");
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> values = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                values.add(node(next, depth + 1));
            }
            return new Items(values, line, column);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(line, column, depth);
        }
        return token == JsonToken.VALUE_NULL ? new Nothing(line, column) : new Scalar(parser.getText(), line, column);
    }

    private Mapping mapping(int line, int column, int depth) throws IOException, ConfigException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            JsonLocation at = parser.currentTokenLocation();
            Scalar key = new Scalar(parser.currentName(), at.getLineNr(), at.getColumnNr());
            Entry earlier = entries.get(key.text());
            if (earlier != null) {
                throw mistake("key '" + key.text() + "' stands on line "
                        + earlier.key().line() + " already; expected each key once");
            }
            entries.put(key.text(), new Entry(key, node(parser.nextToken(), depth + 1)));
        }
        return new Mapping(entries, line, column);
    }

    private ConfigException mistake(String what) {
        JsonLocation at = parser.currentTokenLocation();
        return new ConfigException(name + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + what);
    }
}
