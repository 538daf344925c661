package org.manyhands.protocol.config;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds where in a YAML text a key stands: the record reader only knows how far it had read when it noticed. */
public final class YamlPlaces {
    private YamlPlaces() {}

    /** A place in a text, counted from 1. */
    public record Place(int line, int column) {}

    /**
     * Where the thing named by a path stands.
     *
     * @param path keys (strings) and places in lists (integers), from the top
     */
    public static Optional<Place> of(String text, List<Object> path) {
        Node node;
        try {
            node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException e) {
            return Optional.empty();
        }
        @Nullable Node found = node;
        for (Object step : path) {
            Node next = found == null ? null : step(found, step);
            if (next == null) {
                break;
            }
            found = next;
        }
        return Optional.ofNullable(found == null ? null : found.getStartMark())
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1));
    }

    private static @Nullable Node step(Node node, Object step) {
        if (node instanceof SequenceNode sequence && step instanceof Integer index) {
            return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(step)) {
                    return entry.getValueNode() instanceof ScalarNode ? key : entry.getValueNode();
                }
            }
        }
        return null;
    }
}
