#!/usr/bin/env bash
# Apache Lucene 9.12.3: a box whose edges are a document's own coordinates does not find the document.
#
# LatLonPoint rounds coordinates down to steps of 8.4e-8 degrees (4.2e-8 in latitude), and a box query rounds its lower edges up and its
# upper edges down. So of 1,000 places with five decimals none is in the box that is just this place, though edges count as inside; a
# radius of a millimetre finds them all. 180 degrees is kept as 179.9999999.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=org.apache.lucene:lucene-core:9.12.3 \
  -DoutputDirectory="$work" >/dev/null
cat >Boxes.java <<'JAVA'
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.geo.GeoEncodingUtils;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

public class Boxes {
    public static void main(String[] arguments) throws Exception {
        Random random = new Random(1);
        double[][] places = new double[1000][];
        int inBox = 0;
        int inMillimetre = 0;
        try (IndexWriter writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig())) {
            for (int i = 0; i < places.length; i++) {
                places[i] = new double[] {random.nextInt(18_000_001) / 1e5 - 90, random.nextInt(36_000_001) / 1e5 - 180};
                Document document = new Document();
                document.add(new LatLonPoint("place", places[i][0], places[i][1]));
                writer.addDocument(document);
            }
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(writer));
            for (double[] place : places) {
                inBox += searcher.count(LatLonPoint.newBoxQuery("place", place[0], place[0], place[1], place[1]));
                inMillimetre += searcher.count(LatLonPoint.newDistanceQuery("place", place[0], place[1], 0.001));
            }
        }
        double meridian = GeoEncodingUtils.decodeLongitude(GeoEncodingUtils.encodeLongitude(180));
        System.out.println("in the box of their own coordinates " + inBox + ", within 1 mm " + inMillimetre + ", 180 is kept as " + meridian);
        if (inBox != 0 || inMillimetre != 1000 || meridian != 179.99999991618097) {
            throw new AssertionError("the behaviour has changed");
        }
    }
}
JAVA
java -cp "$work/lucene-core-9.12.3.jar" Boxes.java
