package org.manyhands.db.workunit.cut;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The paths that a work unit sees below {@code /in}, each with who put it there; refuses what cannot be together. */
public final class InputPaths {
    private static final int LONGEST = 200;
    private final TreeMap<String, String> owners = new TreeMap<>();

    /**
     * Adds a path.
     *
     * @param origin for messages: {@code the application version}
     */
    public void add(String path, String origin) {
        requireValid(path);
        String present = owners.putIfAbsent(path, origin);
        if (present != null) {
            throw Cutting.refused(
                    "'" + path + "' below /in comes from " + present + " and from " + origin + "; rename one of them");
        }
    }

    /** Refuses a file that stands where another path needs a folder. */
    public void requireNoFileIsAFolder() {
        for (String path : owners.keySet()) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                if (owners.containsKey(folder)) {
                    throw Cutting.refused("'" + folder + "' below /in is a file of " + owners.get(folder)
                            + " and a folder of " + owners.get(path) + "; rename one of them");
                }
            }
        }
    }

    /** Refuses what is no relative path of plain names. */
    public static void requireValid(String path) {
        boolean plain = !path.isEmpty()
                && path.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(Character::isISOControl);
        for (String name : path.split("/", -1)) {
            plain &= !name.isEmpty() && !name.equals(".") && !name.equals("..");
        }
        if (!plain) {
            throw Cutting.refused("'" + path
                    + "' is no path of a file below /in: expected names with '/' between them, without '.' or"
                    + " '..', at most " + LONGEST + " bytes");
        }
    }
}
