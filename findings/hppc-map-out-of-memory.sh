#!/usr/bin/env bash
# HPPC 0.10.0: a map or set that finds no memory to grow throws BufferAllocationException, a RuntimeException; a list throws the
# OutOfMemoryError itself.
#
# So code that catches RuntimeException to tell damaged input from its own faults takes a heap that is too small for one of them, and code
# that waits for OutOfMemoryError never hears of it. The error is there as the cause.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=com.carrotsearch:hppc:0.10.0 \
  -DoutputDirectory="$work" >/dev/null
cat >Growth.java <<'JAVA'
import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntIntHashMap;

public class Growth {
    static final int MANY = 50_000_000;

    static String thrown(Runnable growth) {
        try {
            growth.run();
            return "nothing";
        } catch (Throwable e) {
            String cause = e.getCause() == null ? "" : " caused by " + e.getCause().getClass().getName();
            return (e instanceof RuntimeException ? "RuntimeException " : "Error ") + e.getClass().getSimpleName() + cause;
        }
    }

    static void expect(String what, String expected, Runnable growth) {
        String seen = thrown(growth);
        System.out.println(what + ": " + seen);
        if (!seen.equals(expected)) {
            throw new AssertionError("the behaviour has changed");
        }
    }

    public static void main(String[] arguments) {
        String wrapped = "RuntimeException BufferAllocationException caused by java.lang.OutOfMemoryError";
        expect("IntIntHashMap", wrapped, () -> new IntIntHashMap().ensureCapacity(MANY));
        expect("IntHashSet", wrapped, () -> new IntHashSet().ensureCapacity(MANY));
        expect("IntArrayList", "Error OutOfMemoryError", () -> new IntArrayList().ensureCapacity(MANY));
    }
}
JAVA
java -Xmx32m -cp "$work/hppc-0.10.0.jar" Growth.java
