package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page that follows what happens.
 *
 * @param path its address
 * @param kicker small words above the heading; empty for none
 * @param home true for the first page
 * @param seconds between two looks
 * @param regions its parts, from the top
 */
public record LivePage(
        String path, String project, String kicker, String heading, boolean home, int seconds, List<Region> regions) {
    public LivePage {
        regions = List.copyOf(regions);
    }

    /** Where the browser asks for what has changed since. */
    public String liveHref() {
        return (path.equals("/") ? "" : path) + "/live?seen=" + version();
    }

    /** For the browser's title bar. */
    public String title() {
        return home ? project + " – Manyhands" : heading + " – " + project;
    }

    String version() {
        return regions.stream().map(Region::digest).collect(Collectors.joining("."));
    }

    /** Those of its parts that are not as {@code seen} names them; all when it names something else. */
    List<Region> changedSince(String seen) {
        List<String> known = Arrays.asList(seen.split("\\.", -1));
        List<Region> changed = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            if (known.size() != regions.size()
                    || !known.get(i).equals(regions.get(i).digest())) {
                changed.add(regions.get(i));
            }
        }
        return changed;
    }
}
