#!/usr/bin/env bash
# Vert.x 5.0.7: servers of one Vertx that listen on one port share it, unless the port was chosen by the system.
#
# Two servers on port 8080 share it. A server on the actual port of one that asked for 0 gets a BindException: what is shared is found by the
# port that was asked for. Any negative number stands for a random port that is shared: two servers that ask for -1 get the same one, and two
# that ask for 0 get two.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-core</artifactId><version>5.0.7</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Ports.java <<'JAVA'
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;

public class Ports {
    static final Vertx VERTX = Vertx.vertx();

    static String listen(int port) throws Exception {
        HttpServer server = VERTX.createHttpServer().requestHandler(request -> request.response().end());
        try {
            return String.valueOf(server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture()
                    .get(20, TimeUnit.SECONDS).actualPort());
        } catch (java.util.concurrent.ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        }
    }

    static void expect(String what, boolean seen) {
        System.out.println(what + ": " + seen);
        if (!seen) {
            throw new AssertionError("the behaviour has changed");
        }
    }

    public static void main(String[] arguments) throws Exception {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        expect("two on one port share it", listen(free).equals("" + free) && listen(free).equals("" + free));
        String chosen = listen(0);
        String second = listen(Integer.parseInt(chosen));
        expect("one on the actual port of one on 0 gets " + second, second.equals("BindException"));
        expect("two on 0 get two ports", !listen(0).equals(chosen));
        expect("two on -1 share one", listen(-1).equals(listen(-1)));
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
JAVA
java -cp "$work/lib/*" Ports.java 2>/dev/null
