package org.manyhands.researcher.batchfile;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that knows where it stands. Lines and columns count from 1. */
sealed interface YamlNode {
    int line();

    int column();

    /** What it is, for messages. */
    String kind();

    /** A single value, as it was written: {@code 0.10} stays {@code 0.10}. */
    record Scalar(String text, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "'" + text + "'";
        }
    }

    /** Nothing: {@code key:} with no value. */
    record Nothing(int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A list. */
    record Items(List<YamlNode> values, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in the order in which they were written. */
    record Mapping(Map<String, Entry> entries, int line, int column) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping of keys to values";
        }
    }

    /** A value with its key's place. */
    record Entry(Scalar key, YamlNode value) {}
}
