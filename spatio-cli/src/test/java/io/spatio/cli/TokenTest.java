package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tokens of a server")
class TokenTest {
    @TempDir
    Path directory;

    private CommandUnderTest.Run token(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--file";
        all[all.length - 1] = directory.resolve("tokens").toString();
        return CommandUnderTest.plain("", Map.of(), all);
    }

    @DisplayName("are made, listed and revoked, and the file knows none of them")
    @Test
    void madeListedRevoked() throws IOException, NoSuchAlgorithmException {
        String json = token("new", "tracker", "--roles", "read,write", "--namespaces", "fleet-*,é", "--format", "json")
                .answer();
        String secret = String.valueOf(Json.object(json).get("token"));
        token("new", "other").exits(0);
        String file = Files.readString(directory.resolve("tokens"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        assertThat(file)
                .doesNotContain(secret)
                .contains("\"name\":\"tracker\",\"sha256\":\"" + HexFormat.of().formatHex(digest)
                        + "\",\"roles\":[\"read\",\"write\"],\"namespaces\":[\"fleet-*\",\"é\"]");
        assertThat(token("list", "--format", "json").answer())
                .isEqualTo("[{\"name\":\"tracker\",\"roles\":[\"read\",\"write\"],\"namespaces\":[\"fleet-*\",\"é\"]},"
                        + "{\"name\":\"other\",\"roles\":[\"read\"],\"namespaces\":[\"*\"]}]\n");
        token("revoke", "tracker").exits(0);
        token("revoke", "tracker").exits(3);
        assertThat(token("list", "--format", "json").answer()).doesNotContain("tracker");
    }

    @DisplayName("are refused where a name is taken, or a role or a pattern is not legal")
    @Test
    void refused() {
        token("new", "tracker").exits(0);
        assertThat(token("new", "tracker").exits(2).err()).contains("revoke it first");
        assertThat(token("new", "a", "--roles", "owner").exits(2).err()).contains("legal are read, write and admin");
        assertThat(token("new", "a", "--namespaces", "*-fleet").exits(2).err()).contains("at its end");
        assertThat(token("new").exits(2).err()).contains("wants a NAME");
        assertThat(token("make", "a").exits(2).err()).contains("legal are new, list and revoke");
    }
}
