package org.manyhands.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.manyhands.db.config.AddressRange;

/** Where a call comes from: the other end of the connection or, where that is a proxy that is trusted, whom it says it speaks for. */
public final class CallerAddress {
    /** Each proxy adds the address that it was called from, at the end. */
    private static final String HEADER = "X-Forwarded-For";

    /** More proxies in a row than this are none. */
    private static final int MOST_HOPS = 16;

    private final List<AddressRange> trusted;

    public CallerAddress(List<AddressRange> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /** Empty when it is not known. */
    public Optional<InetAddress> of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER)));
    }

    /** What cannot be read ends the way back: the last address that could be read counts. */
    Optional<InetAddress> of(String peer, List<String> forwarded) {
        Optional<InetAddress> caller = AddressRange.address(peer);
        if (caller.isEmpty() || !isTrusted(caller.get())) {
            return caller;
        }
        List<String> hops = new ArrayList<>();
        forwarded.forEach(header -> hops.addAll(List.of(header.split(",", -1))));
        for (int hop = hops.size() - 1; hop >= Math.max(0, hops.size() - MOST_HOPS); hop--) {
            Optional<InetAddress> before = AddressRange.address(withoutPort(hops.get(hop)));
            if (before.isEmpty()) {
                return caller;
            }
            caller = before;
            if (!isTrusted(caller.get())) {
                return caller;
            }
        }
        return caller;
    }

    /** Some proxies add it: {@code 192.0.2.7:4711}, {@code [2001:db8::7]:4711}. */
    private static String withoutPort(String hop) {
        String text = hop.strip();
        if (text.startsWith("[")) {
            return text.substring(1).replaceFirst("\\].*$", "");
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
