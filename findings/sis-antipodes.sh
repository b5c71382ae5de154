#!/usr/bin/env bash
# Apache SIS 1.6: no geodesic distance between antipodes on the equator, and more than zero where two places are one.
#
# From (0, 0) to (0, 180) getGeodesicDistance throws GeodeticException; GeographicLib answers 20,003.931 km. At longitude 360, the same
# place again, it answers 1.6e-9 m.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.sis.core</groupId><artifactId>sis-referencing</artifactId><version>1.6</version></dependency>
    <dependency><groupId>net.sf.geographiclib</groupId><artifactId>GeographicLib-Java</artifactId><version>2.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null
cat >Antipodes.java <<'JAVA'
import net.sf.geographiclib.Geodesic;
import org.apache.sis.referencing.CommonCRS;
import org.apache.sis.referencing.GeodeticCalculator;

public class Antipodes {
    public static void main(String[] arguments) {
        System.out.println("GeographicLib: " + Geodesic.WGS84.Inverse(0, 0, 0, 180).s12 + " m");
        String answer;
        try {
            answer = distance(180) + " m";
        } catch (RuntimeException e) {
            answer = e.getClass().getSimpleName();
        }
        System.out.println("SIS: " + answer + "; to longitude 360: " + distance(360) + " m");
        if (!answer.equals("GeodeticException") || distance(360) == 0) {
            throw new AssertionError("the behaviour has changed");
        }
    }

    private static double distance(double longitude) {
        GeodeticCalculator calculator = GeodeticCalculator.create(CommonCRS.WGS84.geographic());
        calculator.setStartGeographicPoint(0, 0);
        calculator.setEndGeographicPoint(0, longitude);
        return calculator.getGeodesicDistance();
    }
}
JAVA
java -cp "$work/lib/*" Antipodes.java
