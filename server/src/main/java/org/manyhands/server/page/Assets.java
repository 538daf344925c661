package org.manyhands.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.crypto.Digests;

/** Style, scripts and icon: all from this server, at addresses that change with their content. */
public final class Assets {
    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** Reads them; fails when one is missing from the program. */
    Assets() {
        add("page.css", "text/css; charset=utf-8", "page.css");
        add("page.js", "text/javascript; charset=utf-8", "page.js");
        add("icon.svg", "image/svg+xml", "icon.svg");
        add("htmx.js", "text/javascript; charset=utf-8", HTMX);
    }

    /** The address of one of them. */
    public String href(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return "/assets/" + name + "?v=" + asset.version();
    }

    Optional<Asset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void add(String name, String mediaType, String resource) {
        try (@Nullable InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + resource);
            }
            byte[] bytes = in.readAllBytes();
            byName.put(name, new Asset(mediaType, bytes, Digests.sha256(bytes).substring(0, 12)));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + resource + " cannot be read", e);
        }
    }

    /** One of them. */
    record Asset(String mediaType, byte[] bytes, String version) {}
}
