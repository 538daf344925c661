package org.manyhands.agent.project;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.manyhands.agent.AgentException;

/** Reads a project's address as a person typed it. */
public final class ProjectAddress {
    private ProjectAddress() {}

    /**
     * Reads and checks an address.
     *
     * @param insecureHttp allow plain HTTP to another machine
     * @throws AgentException when it is no address, or plain HTTP that leaves this machine
     */
    public static URI parse(String text, boolean insecureHttp) throws AgentException {
        URI address;
        try {
            address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException e) {
            throw notAnAddress(text);
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || address.getQuery() != null || address.getUserInfo() != null) {
            throw notAnAddress(text);
        }
        switch (scheme) {
            case "https" -> {
                return address;
            }
            case "http" -> {
                if (!insecureHttp && !loopback(host)) {
                    throw new AgentException("plain HTTP to " + host + " would let everybody on the way read and alter"
                            + " what is said; use https://, or allow it with --insecure-http");
                }
                return address;
            }
            default -> throw notAnAddress(text);
        }
    }

    private static AgentException notAnAddress(String text) {
        return new AgentException(
                "'" + text + "' is not a project's address; write it like https://project.example.org");
    }

    private static boolean loopback(String host) {
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
