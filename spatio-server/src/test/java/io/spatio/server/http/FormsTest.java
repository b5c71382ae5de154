package io.spatio.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Spatio;
import io.spatio.server.operation.Limits;
import io.spatio.server.operation.Operations;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The forms of HTTP")
class FormsTest {
    @DisplayName("are those of the routes of the definition, no more and no fewer")
    @Test
    void areThoseOfTheRoutes() {
        try (Spatio database = Spatio.memory()) {
            Routes routes = new Routes(new Operations(database, Limits.DEFAULT));
            assertThat(Forms.all().byRoute().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            routes.all().stream().map(Route::text).toList());
        }
    }
}
