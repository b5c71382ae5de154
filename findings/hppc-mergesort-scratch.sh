#!/usr/bin/env bash
# HPPC 0.10.0: IndirectSort.mergesort(int[], comparator) sorts into a new array and leaves the one it was given neither as it was nor
# sorted.
#
# "Indirect" reads as: the indices are put in order, the data stays, and the returned array is either the argument or independent of it.
# But the argument is scratch space: from 31 elements on it is left in another order, partly sorted. Up to 30, where it sorts by insertion,
# it stays as it was, so that a small test does not show it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=com.carrotsearch:hppc:0.10.0 \
  -DoutputDirectory="$work" >/dev/null
cat >Sorts.java <<'JAVA'
import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.Arrays;
import java.util.stream.IntStream;

public class Sorts {
    public static void main(String[] arguments) {
        for (int size : new int[] {10, 30, 31, 200}) {
            int[] keys = IntStream.range(0, size).map(i -> (i * 7919) % 101).toArray();
            int[] indices = IntStream.range(0, size).toArray();
            int[] before = indices.clone();
            int[] sorted = IndirectSort.mergesort(indices, (a, b) -> Integer.compare(keys[a], keys[b]));
            boolean right = IntStream.range(1, size).allMatch(i -> keys[sorted[i - 1]] <= keys[sorted[i]]);
            boolean kept = Arrays.equals(before, indices);
            boolean inPlace = Arrays.equals(sorted, indices);
            System.out.println(size + " indices: the result is in order " + right + "; the argument is as it was " + kept
                    + ", is the result " + inPlace);
            if (!right || kept != (size <= 30) || inPlace) {
                throw new AssertionError("the behaviour has changed");
            }
        }
    }
}
JAVA
java -cp "$work/hppc-0.10.0.jar" Sorts.java
