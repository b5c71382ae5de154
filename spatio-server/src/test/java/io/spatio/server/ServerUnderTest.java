package io.spatio.server;

import io.spatio.Spatio;
import io.spatio.spi.Options;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A server in this process on a database in memory, and the JDK's client. */
public final class ServerUnderTest implements AutoCloseable {
    private final Spatio database;
    private final SpatioServer server;
    private final HttpClient client;

    private ServerUnderTest(Spatio database, SpatioServer server, HttpClient.Version version) {
        this.database = database;
        this.server = server;
        this.client = HttpClient.newBuilder().version(version).build();
    }

    /** A server with some settings, names and values in turn. */
    public static ServerUnderTest start(String... namesAndValues) {
        return start(Spatio.memory(), HttpClient.Version.HTTP_1_1, namesAndValues);
    }

    static ServerUnderTest start(Spatio database, HttpClient.Version version, String... namesAndValues) {
        return new ServerUnderTest(database, SpatioServer.start(database, settings(namesAndValues)), version);
    }

    static ServerSettings settings(String... namesAndValues) {
        Map<String, String> given = new HashMap<>(Map.of("port", "0"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return ServerSettings.of(Options.of(new ServerOptions().options(), given));
    }

    public Spatio database() {
        return database;
    }

    public SpatioServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    /** Sends a request; headers are names and values in turn. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> put(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("PUT", path, body, headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
