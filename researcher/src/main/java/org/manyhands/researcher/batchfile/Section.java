package org.manyhands.researcher.batchfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.NearestName;
import org.manyhands.researcher.batchfile.YamlNode.Entry;
import org.manyhands.researcher.batchfile.YamlNode.Items;
import org.manyhands.researcher.batchfile.YamlNode.Mapping;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Sizes;

/** The keys of one mapping, read as the types that they should have. */
final class Section {
    /** Reads a text as something else; a {@link NumberFormatException} means that it is none. */
    private interface Form<T> {
        T read(String text);
    }

    private final String file;
    private final String title;
    private final Mapping mapping;

    private Section(String file, String title, Mapping mapping) {
        this.file = file;
        this.title = title;
        this.mapping = mapping;
    }

    /** A mapping that may have these keys and no others. {@code title} is the key it stands under, empty for the whole file. */
    static Section of(String file, String title, YamlNode node, List<String> known) throws ConfigException {
        Section section = open(file, title, node, "a mapping with some of the keys " + String.join(", ", known));
        for (Entry entry : section.mapping.entries().values()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                String hint = NearestName.of(key, known)
                        .map(nearest -> "did you mean '" + nearest + "'? ")
                        .orElse("");
                throw section.mistake(
                        entry.key(),
                        "unknown key '" + section.path(key) + "'; " + hint + "known keys here: "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
        return section;
    }

    /** A mapping whose keys the researcher chooses. */
    static Section open(String file, String title, YamlNode node, String expected) throws ConfigException {
        if (node instanceof Mapping mapping) {
            return new Section(file, title, mapping);
        }
        throw mistake(
                file,
                node,
                (title.isEmpty() ? "" : "key '" + title + "': ") + "expected " + expected + ", found " + node.kind());
    }

    /** A mistake at a place of the file. */
    static ConfigException mistake(String file, YamlNode at, String what) {
        return new ConfigException(file + ", line " + at.line() + ", column " + at.column() + ": " + what);
    }

    ConfigException mistake(YamlNode at, String what) {
        return mistake(file, at, what);
    }

    /** A mistake in the value of a key. */
    ConfigException wrong(String key, YamlNode at, String expected) {
        return mistake(at, "key '" + path(key) + "': expected " + expected + ", found " + at.kind());
    }

    List<Entry> entries() {
        return List.copyOf(mapping.entries().values());
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** A key's value; a key without a value counts as a mistake when {@link #text} and its kin read it. */
    Optional<YamlNode> node(String key) {
        return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
    }

    /** A key that must be there. */
    YamlNode required(String key, String expected) throws ConfigException {
        return node(key)
                .orElseThrow(() -> mistake(mapping, "key '" + path(key) + "' is missing; expected " + expected));
    }

    Optional<String> text(String key) throws ConfigException {
        return value(key, "a text", text -> {
            if (text.isBlank()) {
                throw new NumberFormatException("blank");
            }
            return text;
        });
    }

    OptionalLong number(String key, long least, long most) throws ConfigException {
        String expected = "a whole number "
                + (least == Long.MIN_VALUE
                        ? "of 64 bits"
                        : most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most);
        Optional<Long> number = value(key, expected, text -> {
            long value = Long.parseLong(text.replace("_", ""));
            if (value < least || value > most) {
                throw new NumberFormatException("out of range");
            }
            return value;
        });
        return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    OptionalLong size(String key, long least, long most) throws ConfigException {
        String expected = "a size from " + Sizes.words(least) + " to " + Sizes.words(most)
                + ", such as 64MiB (units: B, KiB, MiB, GiB)";
        Optional<Long> size = value(key, expected, text -> {
            long value = Sizes.parse(text);
            if (value < least || value > most) {
                throw new NumberFormatException("out of range");
            }
            return value;
        });
        return size.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    OptionalLong credits(String key) throws ConfigException {
        Optional<Long> credits =
                value(key, "an amount of credits such as 500 or 0.25, with at most six decimals", Credits::parse);
        return credits.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    boolean flag(String key) throws ConfigException {
        return value(key, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new NumberFormatException("neither");
                })
                .orElse(false);
    }

    /** One of some words, in any case of letters. */
    <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) throws ConfigException {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return value(key, "one of " + String.join(", ", names), text -> {
            int index = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new NumberFormatException("none of them");
            }
            return type.getEnumConstants()[index];
        });
    }

    /** A list of texts, each as it was written; empty when the key is not there. */
    List<Scalar> texts(String key, String expected) throws ConfigException {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Items items)) {
            throw wrong(key, node.get(), expected);
        }
        List<Scalar> texts = new ArrayList<>();
        for (YamlNode item : items.values()) {
            if (!(item instanceof Scalar scalar)) {
                throw mistake(
                        item, "key '" + path(key) + "[" + texts.size() + "]': expected a text, found " + item.kind());
            }
            texts.add(scalar);
        }
        return texts;
    }

    private <T> Optional<T> value(String key, String expected, Form<T> form) throws ConfigException {
        Optional<YamlNode> node = node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof Scalar scalar) {
            try {
                return Optional.of(form.read(scalar.text()));
            } catch (NumberFormatException e) {
                // Falls through to the one message below.
            }
        }
        throw wrong(key, node.get(), expected);
    }

    private String path(String key) {
        return title.isEmpty() ? key : title + "." + key;
    }
}
