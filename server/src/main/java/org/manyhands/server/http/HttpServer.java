package org.manyhands.server.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.net.BindException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;

/** The listening server: the API by resources, everything else by page servlets. */
public final class HttpServer implements AutoCloseable {
    /** Agents' calls that wait hold up to 196 of them, bodies that are slow 96; pages and files have the others. */
    private static final int THREADS = 320;

    private static final int WAITING_FOR_BODIES = 96;

    private static final int SPARE_THREADS = 4;
    private static final long STOP_MILLIS = 10_000;
    private static final long IDLE_MILLIS = 60_000;

    /** What is not the API: passed on to the pages. */
    private static final String PAGES = "/(?!(api|files)/|healthz$|readyz$).*";

    /** Jersey wonders aloud, at each start, about every resource that is an instance. Held here, or the level would be forgotten. */
    private static final Logger WONDERING = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        WONDERING.setLevel(Level.SEVERE);
    }

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes a free one
     * @param resources instances with JAX-RS annotations
     * @param pages servlets by path pattern
     * @param messageBytes most bytes of a message
     */
    public static HttpServer start(
            String address, int port, List<Object> resources, Map<String, HttpServlet> pages, long messageBytes)
            throws PortTakenException {
        BodyBudget memory = BodyBudget.ofHeap(Runtime.getRuntime().maxMemory(), messageBytes, WAITING_FOR_BODIES);
        return start(address, port, resources, pages, messageBytes, memory);
    }

    static HttpServer start(
            String address,
            int port,
            List<Object> resources,
            Map<String, HttpServlet> pages,
            long messageBytes,
            BodyBudget memory)
            throws PortTakenException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, SPARE_THREADS);
        threads.setName("http");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(new HttpFaults());
        server.setHandler(new GracefulHandler(compressed(context(resources, pages, messageBytes, memory))));
        server.setStopTimeout(STOP_MILLIS);
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            if (causedByTakenPort(e)) {
                throw new PortTakenException(address, port, e);
            }
            throw new IllegalStateException("the HTTP server did not start: " + e.getMessage(), e);
        }
        return new HttpServer(server, connector);
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Ends after the calls under way. */
    @Override
    public void close() {
        stop(server);
    }

    private static ServletContextHandler context(
            List<Object> resources, Map<String, HttpServlet> pages, long messageBytes, BodyBudget memory) {
        ResourceConfig api = new ResourceConfig();
        List<Object> instances = new ArrayList<>(resources);
        instances.add(new Problems());
        instances.add(new JsonBodies());
        instances.add(new BodyLimit(messageBytes));
        instances.add(new PlainHeaders());
        instances.forEach(api::register);
        api.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        api.property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        api.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        api.property(ServletProperties.FILTER_STATIC_CONTENT_REGEX, PAGES);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.addFilter(new FilterHolder(memory), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(new ServletContainer(api)), "/*", EnumSet.of(DispatcherType.REQUEST));
        pages.forEach((path, page) -> context.addServlet(new ServletHolder(page), path));
        context.setErrorHandler(new HttpFaults());
        return context;
    }

    private static CompressionHandler compressed(ServletContextHandler context) {
        CompressionHandler handler = new CompressionHandler(context);
        handler.putCompression(new GzipCompression());
        handler.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .compressIncludeMimeType("application/json")
                        .compressIncludeMimeType("application/problem+json")
                        .compressIncludeMimeType("text/*")
                        .compressIncludeMimeType("image/svg+xml")
                        .compressExcludePath("/files/*")
                        // Bodies of requests are inflated where they are counted.
                        .decompressExcludePath("/*")
                        .build());
        return handler;
    }

    private static boolean causedByTakenPort(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop: " + e.getMessage(), e);
        }
    }
}
