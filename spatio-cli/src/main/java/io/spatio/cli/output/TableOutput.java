package io.spatio.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers as aligned columns.
 *
 * <p>Long ids, metadata and numbers are shortened, told by "…"; the other form of answers has them whole. The widths come from the first rows, so that an answer of any length needs little memory; a wider cell further down
 * pushes its line to the right.
 */
public final class TableOutput implements Output {
    private static final int ROWS_MEASURED = 1_000;
    private static final String GAP = "  ";

    private final PrintStream out;

    /** Output to a stream, which stays open. */
    public TableOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public <T> void list(Shape<T> shape, Iterator<? extends T> rows) {
        List<List<String>> first = new ArrayList<>();
        while (rows.hasNext() && first.size() < ROWS_MEASURED) {
            first.add(cells(shape.columns(), rows.next()));
        }
        if (first.isEmpty()) {
            return;
        }
        boolean whole = !rows.hasNext();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            int column = i;
            if (!whole || first.stream().anyMatch(row -> !row.get(column).isEmpty())) {
                shown.add(i);
            }
        }
        Widths<T> widths = Widths.of(shape.columns(), shown, first);
        out.println(widths.line(shape.columns().stream().map(Column::name).toList()));
        first.forEach(row -> out.println(widths.line(row)));
        while (rows.hasNext()) {
            out.println(widths.line(cells(shape.columns(), rows.next())));
        }
        out.flush();
    }

    @Override
    public <T> void single(Shape<T> shape, T row) {
        list(shape, List.of(row).iterator());
    }

    @Override
    public void facts(Facts facts) {
        Map<String, String> lines = new LinkedHashMap<>();
        flatten("", facts.values(), lines);
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, value) -> out.println((name + " ".repeat(width - name.length()) + GAP + value).strip()));
        out.flush();
    }

    /** Names of facts within facts are joined by dots; lists of facts are numbered by the name of what they are about. */
    private static void flatten(String prefix, Map<?, ?> values, Map<String, String> lines) {
        Map<?, ?> ordered = prefix.isEmpty() ? values : new TreeMap<>(values);
        ordered.forEach((key, value) -> {
            String name = prefix + Texts.printable(String.valueOf(key));
            if (value instanceof Map<?, ?> inner) {
                flatten(name + ".", inner, lines);
            } else if (value instanceof Collection<?> list) {
                flattenList(name, list, lines);
            } else if (value instanceof Long || value instanceof Integer) {
                lines.put(name, Texts.count(((Number) value).longValue()));
            } else {
                lines.put(name, Texts.printable(String.valueOf(value)));
            }
        });
    }

    private static void flattenList(String name, Collection<?> list, Map<String, String> lines) {
        int i = 0;
        for (Object element : list) {
            i++;
            if (element instanceof Map<?, ?> inner) {
                flatten(name + "." + i + ".", inner, lines);
            } else {
                lines.put(name + "." + i, Texts.printable(String.valueOf(element)));
            }
        }
        if (i == 0) {
            lines.put(name, "none");
        }
    }

    private static <T> List<String> cells(List<Column<T>> columns, T row) {
        return columns.stream().map(column -> column.shown(row)).toList();
    }

    private record Widths<T>(List<Column<T>> columns, List<Integer> shown, List<Integer> widths) {
        static <T> Widths<T> of(List<Column<T>> columns, List<Integer> shown, List<List<String>> rows) {
            List<Integer> widths = new ArrayList<>();
            for (int i : shown) {
                int width = length(columns.get(i).name());
                for (List<String> row : rows) {
                    width = Math.max(width, length(row.get(i)));
                }
                widths.add(width);
            }
            return new Widths<>(columns, shown, widths);
        }

        String line(List<String> cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < shown.size(); i++) {
                String cell = cells.get(shown.get(i));
                String padding = " ".repeat(Math.max(0, widths.get(i) - length(cell)));
                line.append(i == 0 ? "" : GAP);
                line.append(columns.get(shown.get(i)).right() ? padding + cell : cell + padding);
            }
            return line.toString().stripTrailing();
        }

        private static int length(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
