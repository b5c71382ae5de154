package io.spatio.core.engine;

/**
 * A namespace that was written to: its hot state and what works on it.
 *
 * @param hot ids, rows and index
 * @param writer writes single objects
 * @param batches writes many
 * @param queries asks
 */
record NamespaceParts(HotState hot, Writer writer, BatchWriter batches, Queries queries) {
    static NamespaceParts of(Engine engine, HotState hot) {
        return new NamespaceParts(hot, new Writer(engine, hot), new BatchWriter(engine, hot), new Queries(engine, hot));
    }
}
