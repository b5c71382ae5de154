package io.spatio.formats.field;

import io.spatio.formats.track.AltitudeUnit;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the columns of one header, in time linear in its length. One thread, one use. */
final class ColumnFinder {
    private static final Set<Role> REQUIRED = EnumSet.of(Role.ID, Role.TIME, Role.LON, Role.LAT);
    private static final int MOST_SHOWN = 1_000;
    /** Headers as our CSV writer makes them. */
    private static final Set<List<String>> EXPORTED_ROWS = Set.of(
            List.of("object_id", "timestamp", "lon", "lat", "alt", "metadata"),
            List.of("object_id", "timestamp", "lon", "lat", "alt", "metadata", "event", "made_at"));

    private final ReadOptions options;
    private final Set<Role> given;
    private final List<String> header;
    private final List<String> names;
    private final List<FieldName> compared;
    /** The columns of each name as it is compared, in order. */
    private final Map<String, List<Integer>> byName = new HashMap<>();

    private final Map<Role, ColumnRef> roles = new EnumMap<>(Role.class);
    private final Map<Role, List<Integer>> passedOver = new EnumMap<>(Role.class);
    private final Set<Integer> used = new HashSet<>();

    ColumnFinder(List<String> header, ReadOptions options, Set<Role> given) {
        this.options = options;
        this.given = given;
        this.header = header;
        this.names = distinct(header);
        this.compared = header.stream().map(FieldName::of).toList();
        for (int i = 0; i < header.size(); i++) {
            byName.computeIfAbsent(compared.get(i).plain(), none -> new ArrayList<>())
                    .add(i);
        }
    }

    Columns find() {
        options.columns().forEach((role, column) -> {
            if (!column.isEmpty()) {
                take(role, chosen(role, column));
            }
        });
        for (Role role : Role.values()) {
            boolean hasOneId = role == Role.ID && !options.objectId().isEmpty();
            boolean known =
                    hasOneId || given.contains(role) || options.columns().containsKey(role);
            if (!Role.OF_EXPORT.contains(role) && !known) {
                guess(role);
            }
        }
        passedOver.values().forEach(columns -> columns.removeIf(used::contains));
        passedOver.values().removeIf(List::isEmpty);
        if (!options.columns().containsKey(Role.METADATA)) {
            takeExported();
        }
        requireAll();
        return new Columns(names, roles, passedOver, altitudeUnit(), EXPORTED_ROWS.contains(header));
    }

    private void take(Role role, ColumnRef ref) {
        roles.put(role, ref);
        used.addAll(ref.columns());
    }

    private void guess(Role role) {
        List<Integer> candidates = new ArrayList<>();
        for (String usual : RoleNames.of(role)) {
            for (int column : byName.getOrDefault(usual, List.of())) {
                if (!used.contains(column)) {
                    candidates.add(column);
                }
            }
        }
        if (!candidates.isEmpty()) {
            take(role, ColumnRef.of(candidates.get(0)));
            passedOver.put(role, new ArrayList<>(candidates.subList(1, candidates.size())));
        }
    }

    /** Takes the columns that only export writes, where they are all that is left. */
    private void takeExported() {
        Map<Role, Integer> exported = new EnumMap<>(Role.class);
        int left = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!used.contains(i)) {
                left++;
                int column = i;
                String plain = compared.get(i).plain();
                Role.OF_EXPORT.stream()
                        .filter(role -> FieldName.plain(role.word()).equals(plain))
                        .forEach(role -> exported.put(role, column));
            }
        }
        boolean metadataAlone = left == 1 && exported.containsKey(Role.METADATA);
        if (metadataAlone || (left == exported.size() && left == Role.OF_EXPORT.size())) {
            exported.forEach((role, column) -> take(role, ColumnRef.of(column)));
        }
    }

    private ColumnRef chosen(Role role, String text) {
        Optional<Integer> whole = columnOf(text);
        if (whole.isPresent()) {
            return ColumnRef.of(whole.get());
        }
        char joint = role == Role.TIME ? '+' : role == Role.LON || role == Role.LAT ? '*' : 0;
        if (joint != 0 && text.indexOf(joint) > 0) {
            List<Integer> parts = new ArrayList<>();
            for (String part : text.split("\\" + joint, -1)) {
                parts.add(columnOf(part.strip()).orElseThrow(() -> noSuchColumn(role, text)));
            }
            return new ColumnRef(parts, joint == '+' ? " " : "");
        }
        throw noSuchColumn(role, text);
    }

    /** As it is written, or as it is compared, or by number. */
    private Optional<Integer> columnOf(String text) {
        int found = names.indexOf(text);
        if (found >= 0) {
            return Optional.of(found);
        }
        if (text.matches("#[1-9][0-9]{0,5}")) {
            int number = Integer.parseInt(text.substring(1));
            return number <= names.size() ? Optional.of(number - 1) : Optional.empty();
        }
        String plain = FieldName.plain(text);
        for (int i = 0; i < names.size() && !plain.isEmpty(); i++) {
            if (FieldName.plain(names.get(i)).equals(plain)) {
                return Optional.of(i);
            }
        }
        return byName.getOrDefault(plain, List.of()).stream()
                .filter(i -> !plain.isEmpty())
                .findFirst();
    }

    private FileFormatException noSuchColumn(Role role, String text) {
        return new FileFormatException(
                "--columns " + role.word() + "=" + text + ": there is no such column; the header has " + shown(", "));
    }

    private String shown(String between) {
        String all = String.join(between, names);
        return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + "…";
    }

    private AltitudeUnit altitudeUnit() {
        ColumnRef alt = roles.get(Role.ALT);
        AltitudeUnit byItsName =
                alt == null ? null : compared.get(alt.columns().get(0)).unit();
        return options.altitudeUnit().orElse(byItsName == null ? AltitudeUnit.METERS : byItsName);
    }

    private void requireAll() {
        List<String> missing = REQUIRED.stream()
                .filter(role -> !roles.containsKey(role) && !given.contains(role))
                .filter(role -> role != Role.ID || options.objectId().isEmpty())
                .map(Role::word)
                .toList();
        if (!missing.isEmpty()) {
            boolean idAlone = missing.equals(List.of("id"));
            throw new FileFormatException("no column for " + String.join(", ", missing) + " in the header " + shown(",")
                    + ": name it, as --columns "
                    + missing.stream().map(word -> word + "=COLUMN").collect(Collectors.joining(","))
                    + (idAlone ? "; or give all one id, as --id TEXT, or that of the file by --id-from-name" : ""));
        }
    }

    /** A name for each column, where one is missing or comes twice. */
    private static List<String> distinct(List<String> header) {
        List<String> names = new ArrayList<>(header.size());
        Set<String> taken = new HashSet<>();
        Map<String, Integer> next = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).isBlank() ? "column" + (i + 1) : header.get(i);
            String candidate = name;
            while (!taken.add(candidate)) {
                int n = next.merge(name, 2, (before, two) -> before + 1);
                candidate = name + "_" + n;
            }
            names.add(candidate);
        }
        return names;
    }
}
