package org.manyhands.assimilator.build;

import java.util.Locale;
import java.util.Map;

/** Media types by the end of a name. */
public final class MediaTypes {
    private static final Map<String, String> BY_END = Map.of(
            "txt", "text/plain; charset=utf-8",
            "csv", "text/csv; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "pdf", "application/pdf");

    private MediaTypes() {}

    /** {@code application/octet-stream} for all that is not known. */
    public static String of(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_END.getOrDefault(end, "application/octet-stream");
    }
}
