package io.spatio.benchmarks.run;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Figures that are measured together, because they share a world and contestants. */
public interface Benchmark {
    /** The names of its figures, such as {@code engine.update}. */
    List<String> figures();

    /** Measures and reports some of its figures. */
    void run(Collection<String> chosen, Session session) throws IOException;
}
