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
        @Nullable Node within = node;
        @Nullable Node marked = node;
        for (Object step : path) {
            Step next = within == null ? null : step(within, step);
            if (next == null) {
                break;
            }
            within = next.value();
            marked = next.marked();
        }
        return Optional.ofNullable(marked == null ? null : marked.getStartMark())
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1));
    }

    /**
     * One step further in.
     *
     * @param marked what a person looks for: the key, or the element of a list
     */
    private record Step(Node marked, Node value) {}

    private static @Nullable Step step(Node node, Object step) {
        if (node instanceof SequenceNode sequence && step instanceof Integer index) {
            List<Node> elements = sequence.getValue();
            return index < elements.size() ? new Step(elements.get(index), elements.get(index)) : null;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(step)) {
                    return new Step(key, entry.getValueNode());
                }
            }
        }
        return null;
    }
}
