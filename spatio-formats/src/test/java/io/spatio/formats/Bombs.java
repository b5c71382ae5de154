package io.spatio.formats;

import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A program that reads inputs of which each is one endless something, in as little memory as it is started with. */
final class Bombs {
    private static final long QUICK_BYTES = 40L << 20;
    private static final long LONG_BYTES = 1L << 30;
    private static final String ROWS = "id,time,lon,lat,x\n";
    private static final String LINE = "{\"id\":\"a\",\"time\":\"2024-06-01T12:00:00Z\",\"lon\":1,\"lat\":2}\n";
    private static final String FEATURE = "{\"type\":\"Feature\",\"geometry\":";

    /** What stands before, what is repeated, and what must be told at least once: a word of a reason. */
    private record Bomb(String begin, String repeated, String told) {}

    private static final List<Bomb> ALL = List.of(
            new Bomb("", "x", ""),
            new Bomb("", "\n", ""),
            new Bomb("", ",", "100000 cells"),
            new Bomb(ROWS, "x", "longer than"),
            new Bomb(ROWS + "\"", "x\n", "a quote"),
            new Bomb(ROWS, "\"", "quote"),
            new Bomb(ROWS, "a,\n", "the header has 5"),
            new Bomb("id,time,lon,lat", ",a", "100000 cells"),
            new Bomb("", "[", "does not end"),
            new Bomb("", "{", "does not end"),
            new Bomb("", "[]", ""),
            new Bomb("", "{\"features\":[]}", ""),
            new Bomb("", "{}\n", ""),
            new Bomb("{\"id\":\"", "x", "does not end"),
            new Bomb("{\"features\":[", "[", "does not end"),
            new Bomb("{\"features\":[", "1,", "no JSON object"),
            new Bomb(
                    "{\"features\":[" + FEATURE + "{\"type\":\"LineString\",\"coordinates\":[[0,0]",
                    ",[1,2]",
                    "does not end"),
            new Bomb(LINE + "{\"id\":", "[", "bytes"),
            new Bomb("\u001e", "[1,\n", "bytes"),
            new Bomb("\u001e", "\u001e", ""),
            new Bomb("{\"features\":[]", " ", ""));

    static final int COUNT = ALL.size();

    private Bombs() {}

    public static void main(String[] arguments) throws IOException {
        double budget = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        for (Bomb bomb : ALL) {
            StringBuilder told = new StringBuilder();
            long records = explode(bomb, budget >= 60 ? LONG_BYTES : QUICK_BYTES, told);
            if (!told.toString().contains(bomb.told())) {
                throw new AssertionError(bomb + " told " + told);
            }
            System.out.println(
                    "survived " + bomb.begin().strip() + bomb.repeated().strip() + " records=" + records);
        }
    }

    private static long explode(Bomb bomb, long bytes, StringBuilder told) throws IOException {
        long records = 0;
        try (TrackReader reader = TrackFiles.open(new Endless(bomb, bytes), ReadOptions.DEFAULT)) {
            for (Optional<TrackRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records++;
                if (next.get() instanceof TrackRecord.Rejected bad && told.length() < 2_000) {
                    told.append(bad.reason()).append('\n');
                }
            }
        } catch (FileFormatException e) {
            told.append(e.text());
        }
        return records;
    }

    private static final class Endless extends InputStream {
        private final byte[] begin;
        private final byte[] repeated;
        private final long size;
        private long at;

        Endless(Bomb bomb, long size) {
            begin = bomb.begin().getBytes(StandardCharsets.UTF_8);
            repeated =
                    bomb.repeated().repeat(1 + 1000 / bomb.repeated().length()).getBytes(StandardCharsets.UTF_8);
            this.size = size;
        }

        @Override
        public int read() {
            if (at >= size) {
                return -1;
            }
            byte b = at < begin.length ? begin[(int) at] : repeated[(int) ((at - begin.length) % repeated.length)];
            at++;
            return b & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = 0;
            while (count < length) {
                int b = read();
                if (b < 0) {
                    break;
                }
                buffer[offset + count++] = (byte) b;
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
