package io.spatio.testkit.store;

import io.spatio.spi.Region;
import io.spatio.testkit.generators.Generator;
import io.spatio.testkit.generators.Places;
import io.spatio.testkit.index.BoxRegion;
import io.spatio.testkit.store.ModelledStore.Key;
import java.util.List;

/** Random events and actions for stores: few objects and few times, so that they meet. */
final class StoreGenerators {
    private static final List<Key> KEYS = List.of(
            new Key("fleet", "truck-1"),
            new Key("fleet", "truck-2"),
            new Key("fleet", "a::b|c\n\0d"),
            new Key("fleet", "\uD83D\uDE9A"),
            new Key("a:", "b"),
            new Key("a", ":b"));
    private static final long NOW = ModelledStore.START.getEpochSecond() * 1_000_000;

    private StoreGenerators() {}

    static Generator<Long> micros() {
        return Generator.oneOf(
                Generator.longs(0, 12),
                Generator.longs(NOW, NOW + 20_000_000),
                Generator.integers(0, 40).map(i -> NOW + i * 1_000_000L),
                Generator.pick(
                        -1L,
                        -1_000_000L,
                        -9_000_000_000_000_000_000L,
                        9_000_000_000_000_000_000L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE));
    }

    static Generator<StoreAction.Append> appends() {
        Generator<String> metadata = Generator.oneOf(
                Generator.pick("", "{}", "{\"driver\":\"Ann\"}", "null", "\"ü\uD83D\uDE9A\""),
                Generator.integers(0, 3000).map(size -> "\"" + "x".repeat(size) + "\""));
        return Generator.pickFrom(KEYS)
                .with(micros(), (key, time) -> new StoreAction.Append(key, time, io.spatio.Position.of(0, 0), ""))
                .with(Places.positions(), (a, p) -> new StoreAction.Append(a.key(), a.micros(), p, ""))
                .with(metadata, (a, text) -> new StoreAction.Append(a.key(), a.micros(), a.position(), text));
    }

    static Generator<StoreAction> actions() {
        Generator<Key> keys = Generator.pickFrom(KEYS);
        Generator<String> namespaces = keys.map(Key::namespace);
        Generator<StoreAction> append = appends().map(a -> a);
        Generator<StoreAction> twice = appends().map(StoreAction.Twice::new);
        Generator<StoreAction> batch = Generator.lists(appends(), 1, 40).map(StoreAction.Batch::new);
        Generator<StoreAction> delete = keys.with(micros(), StoreAction.Delete::new);
        Generator<StoreAction> read =
                keys.then(key -> micros().with(micros(), (from, to) -> new StoreAction.Read(key, from, to)));
        Generator<Region> regions = Places.positions()
                .with(
                        Places.positions(),
                        (a, b) ->
                                BoxRegion.of(a.lon(), Math.min(a.lat(), b.lat()), b.lon(), Math.max(a.lat(), b.lat())));
        Generator<StoreAction> scan = namespaces
                .with(regions, (name, region) -> new StoreAction.Scan(name, region, Long.MIN_VALUE, Long.MAX_VALUE))
                .then(s -> micros().with(
                                micros(),
                                (from, to) -> new StoreAction.Scan(
                                        s.namespace(), s.region(), Math.min(from, to), Math.max(from, to))));
        Generator<StoreAction> rare = Generator.oneOf(
                keys.map(StoreAction.Erase::new),
                namespaces.map(StoreAction.EraseNamespace::new),
                Generator.pick(new StoreAction.Recover()),
                Generator.integers(1, 20).map(StoreAction.Wait::new));
        Generator<String> documents = Generator.pick("fences", "fences/a", "fences/b", "\uFFFF", "\uD83D\uDE9A");
        Generator<StoreAction> document = Generator.oneOf(
                documents.with(Generator.integers(0, 2_000).map("y"::repeat), StoreAction.PutDocument::new),
                documents.with(Generator.pick("", "one", "two"), StoreAction.PutDocument::new),
                documents.map(StoreAction.RemoveDocument::new));
        Generator<StoreAction> keeping = Generator.pick(
                new StoreAction.Sync(),
                new StoreAction.Reopen(),
                new StoreAction.Compact(),
                new StoreAction.Verify(),
                new StoreAction.Snapshot());
        return Generator.oneOf(append, append, append, twice, batch, delete, read, scan, scan, document, rare, keeping);
    }
}
