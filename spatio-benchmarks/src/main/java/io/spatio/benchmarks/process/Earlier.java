package io.spatio.benchmarks.process;

/**
 * Another revision of this project, built beside.
 *
 * @param name its commit, abbreviated
 * @param classPath its benchmarks with all that they need
 */
public record Earlier(String name, String classPath) {
    /** The name under which its figures are reported. */
    public String peerName() {
        return "revision " + name;
    }
}
