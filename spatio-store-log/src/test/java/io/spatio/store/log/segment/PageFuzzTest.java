package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.error.StoreException;
import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import io.spatio.testkit.generators.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Decoders fed with anything")
class PageFuzzTest {
    private static final long BUDGET_NANOS = 500_000_000L * Integer.getInteger("spatio.test.budget", 5);

    @Test
    @DisplayName("a page decoder answers with rows or with StoreCorruptException, and nothing else")
    void pages() {
        long seed = Seeds.of("PageFuzzTest");
        System.out.println("PageFuzzTest.pages seed=" + seed);
        Random random = new Random(seed);
        List<Event> events = new RandomEvents(seed).history(1, 20, 60, 1);
        byte[] valid = encode(events);
        int decoded = 0;
        int refused = 0;
        long end = System.nanoTime() + BUDGET_NANOS;
        while (System.nanoTime() < end || refused == 0) {
            byte[] bytes = random.nextInt(4) == 0 ? randomBytes(random) : damaged(valid, random);
            try {
                Page page = new Page();
                new PageCodec(1).decode(new ByteSource(bytes, 0, bytes.length - ByteSource.SLACK), page);
                assertThat(page.rows()).isBetween(1, SegmentFormat.PAGE_MOST_ROWS);
                decoded++;
            } catch (StoreException e) {
                refused++;
            }
        }
        System.out.println("PageFuzzTest.pages decoded=" + decoded + " refused=" + refused);
    }

    @Test
    @DisplayName("a dictionary, a footer and a header answer with StoreException at most")
    void sections() {
        long seed = Seeds.of("PageFuzzTest");
        System.out.println("PageFuzzTest.sections seed=" + seed);
        Random random = new Random(seed);
        DictionaryBuilder builder = new DictionaryBuilder();
        for (int i = 100; i < 200; i++) {
            builder.add("n" + i / 50, "object-" + i + "x".repeat(i % 40), i + 1);
        }
        byte[] dictionary = builderBytes(builder);
        byte[] header = new SegmentHeader(Segments.STORE, 1, 2, 3).encode();
        int refused = 0;
        long end = System.nanoTime() + BUDGET_NANOS;
        while (System.nanoTime() < end || refused == 0) {
            byte[] bytes = random.nextInt(4) == 0 ? randomBytes(random) : damaged(dictionary, random);
            refused += refuses(() -> walk(new ObjectDictionary(bytes, bytes.length - ByteSource.SLACK, 100)));
            refused += refuses(() -> SegmentHeader.decode(damaged(header, random)));
            byte[] any = randomBytes(random);
            SegmentTrailer trailer = new SegmentTrailer(64, any.length, Checksums.crc32c(any, 0, any.length));
            refused += refuses(() -> SegmentFooter.decode(any, trailer, 1000));
            refused += refuses(() -> SegmentTrailer.decode(Arrays.copyOf(any, 40), 1000));
        }
        assertThat(refused).isPositive();
    }

    private static void walk(ObjectDictionary dictionary) {
        dictionary.find("n2", "object-123xxx", incarnation -> true);
        ObjectDictionary.Names names = dictionary.namesFrom(37);
        while (names.next()) {
            assertThat(names.objectId().length()).isLessThanOrEqualTo(1024);
        }
    }

    private static int refuses(Runnable read) {
        try {
            read.run();
            return 0;
        } catch (StoreException e) {
            return 1;
        }
    }

    private static byte[] encode(List<Event> events) {
        Page page = new Page();
        int object = -1;
        String id = "";
        for (Event event : events.subList(0, Math.min(events.size(), SegmentFormat.PAGE_MOST_ROWS))) {
            object += event.objectId().equals(id) ? 0 : 1;
            id = event.objectId();
            byte[] metadata = event.metadata().size() > 100 ? new byte[0] : event.metadataBytes();
            page.ties.note(page.rows(), event.sequence(), object % 3);
            page.add(object, event.timestampMicros(), event.delete(), event.lon(), event.lat(), event.alt(), metadata);
        }
        page.ties.find(page, true, true);
        ByteSink sink = new ByteSink(100);
        new PageCodec(1).encode(page, sink);
        return Arrays.copyOf(sink.array(), sink.size() + ByteSource.SLACK);
    }

    private static byte[] builderBytes(DictionaryBuilder builder) {
        ByteSink sink = builder.finish();
        return Arrays.copyOf(sink.toByteArray(), sink.size() + ByteSource.SLACK);
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[ByteSource.SLACK + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damaged(byte[] valid, Random random) {
        byte[] bytes = Arrays.copyOf(valid, valid.length);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(Math.max(1, bytes.length / (1 + random.nextInt(8))))] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
