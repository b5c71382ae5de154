import io.spatio.*;
import java.nio.file.Path;

public class Fleet {
    public static void main(String[] args) {
        try (Spatio db = Spatio.open(Path.of("fleet"))) {
            Namespace delivery = db.namespace("delivery");
            delivery.upsert("truck-1", Position.of(-74.0060, 40.7128), Metadata.of("driver", "Ann"));
            for (Neighbor n : delivery.queryRadius(Position.of(-74.0, 40.7), 5_000, 10)) {
                System.out.printf("%s %.0f m%n", n.objectId(), n.distanceMeters());
            }
        }
    }
}
