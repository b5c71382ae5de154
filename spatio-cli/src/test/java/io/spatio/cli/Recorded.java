package io.spatio.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A file of recorded movements as the contract says a database holds it, worked out by brute force.
 *
 * @param records all rows by object, in the order of the file
 */
record Recorded(Map<String, List<Fix>> records) {
    /** A row; the time as microseconds, an absent altitude as NaN, other non-empty cells as texts. */
    record Fix(String id, long micros, double lon, double lat, double alt, Map<String, Object> cells) {}

    static Recorded read(Path file) throws IOException {
        Map<String, List<Fix>> records = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            List<String> header = cells(reader.readLine());
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Fix fix = fix(header, cells(line));
                records.computeIfAbsent(fix.id(), absent -> new ArrayList<>()).add(fix);
            }
        }
        return new Recorded(records);
    }

    private static Fix fix(List<String> header, List<String> cells) {
        Map<String, Object> others = new LinkedHashMap<>();
        for (int i = 5; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                others.put(header.get(i), cells.get(i));
            }
        }
        java.time.Instant instant = java.time.Instant.parse(cells.get(1));
        return new Fix(
                cells.get(0),
                instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000,
                Double.parseDouble(cells.get(2)),
                Double.parseDouble(cells.get(3)),
                cells.get(4).isEmpty() ? Double.NaN : Double.parseDouble(cells.get(4)),
                others);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (escaped) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    long rows() {
        return records.values().stream().mapToLong(List::size).sum();
    }

    /** Where each object is: its last row of the latest time. */
    Map<String, Fix> current() {
        Map<String, Fix> current = new TreeMap<>();
        records.forEach((id, fixes) -> {
            Fix latest = fixes.get(0);
            for (Fix fix : fixes) {
                latest = fix.micros() >= latest.micros() ? fix : latest;
            }
            current.put(id, latest);
        });
        return current;
    }

    /** An object's history, newest first; of rows that are the same the last alone. */
    List<Fix> track(String id) {
        Map<Fix, Integer> last = new HashMap<>();
        List<Fix> fixes = records.get(id);
        for (int i = 0; i < fixes.size(); i++) {
            last.put(fixes.get(i), i);
        }
        List<Integer> order = new ArrayList<>(last.values());
        order.sort((a, b) -> {
            int byTime = Long.compare(fixes.get(b).micros(), fixes.get(a).micros());
            return byTime != 0 ? byTime : Integer.compare(b, a);
        });
        return order.stream().map(fixes::get).toList();
    }
}
