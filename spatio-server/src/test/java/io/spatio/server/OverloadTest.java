package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Spatio;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A server with more to do than it can")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OverloadTest {
    /** A clock that makes who asks it wait: a write without a time holds its worker. */
    private static final class HeldClock implements InstantSource {
        private final Semaphore asked = new Semaphore(0);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public Instant instant() {
            asked.release();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Instant.EPOCH;
        }
    }

    private final HeldClock clock = new HeldClock();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerUnderTest server = ServerUnderTest.start(
            Spatio.builder().set("path", "").clock(clock).build(),
            HttpClient.Version.HTTP_1_1,
            "workers",
            "1",
            "queue-length",
            "1");

    @AfterEach
    void stop() {
        clock.released.countDown();
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> put(String id, String query) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.port() + "/v1/namespaces/fleet/objects/" + id + query))
                        .PUT(BodyPublishers.ofString("{\"lon\": 1, \"lat\": 2}"))
                        .build(),
                BodyHandlers.ofString());
    }

    @DisplayName("refuses what does not fit into the queue, answers look-ups all the while, and does what it took")
    @Test
    void refusesWhatDoesNotFit() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> running = put("running", "");
        clock.asked.acquire();
        CompletableFuture<HttpResponse<String>> one = put("one", "");
        CompletableFuture<HttpResponse<String>> other = put("other", "");
        // One of the two waits for the worker, the other is refused, whichever came first.
        HttpResponse<String> refused =
                one.applyToEither(other, answer -> answer).join();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.body()).contains("urn:spatio:overloaded");
        assertThat(server.get("/v1/namespaces/fleet/count").statusCode()).isEqualTo(200);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);

        clock.released.countDown();
        assertThat(running.join().statusCode()).isEqualTo(201);
        CompletableFuture<HttpResponse<String>> waited = one.join() == refused ? other : one;
        assertThat(waited.join().statusCode()).isEqualTo(201);
        assertThat(server.database().namespace("fleet").count()).isEqualTo(2);
    }

    @DisplayName("does not begin what waited for longer than its caller would")
    @Test
    void doesNotBeginWhatIsLate() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> running = put("running", "");
        clock.asked.acquire();
        assertThat(put("late", "?timeout=100ms").join().statusCode()).isEqualTo(504);
        clock.released.countDown();
        assertThat(running.join().statusCode()).isEqualTo(201);
        server.server().close();
        assertThat(server.database().namespace("fleet").exists("late")).isFalse();
    }
}
