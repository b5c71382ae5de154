package io.spatio.formats.field;

import io.spatio.formats.track.AltitudeUnit;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which column of a file is what, and what else it could have been. Immutable; any thread. */
public final class Columns {
    private static final int MOST_TOLD = 30;

    private final List<String> names;
    private final Map<Role, ColumnRef> roles;
    private final Map<Role, List<Integer>> passedOver;
    private final List<Integer> others;
    private final AltitudeUnit altitudeUnit;
    private final boolean exact;

    Columns(
            List<String> names,
            Map<Role, ColumnRef> roles,
            Map<Role, List<Integer>> passedOver,
            AltitudeUnit altitudeUnit,
            boolean exact) {
        this.names = List.copyOf(names);
        this.roles = new EnumMap<>(roles);
        this.passedOver = new EnumMap<>(passedOver);
        this.others = roles.containsKey(Role.METADATA) ? List.of() : others(names.size(), roles);
        this.altitudeUnit = altitudeUnit;
        this.exact = exact;
    }

    /**
     * Finds the columns by their names and what the options say.
     *
     * @param given roles that the format itself gives, so that no column is looked for
     * @throws io.spatio.formats.track.FileFormatException when one that is needed is not there
     */
    public static Columns find(List<String> header, ReadOptions options, Set<Role> given) {
        return new ColumnFinder(header, options, given).find();
    }

    /** The same for a file of a writer of ours. */
    public Columns asExact() {
        return new Columns(names, roles, passedOver, altitudeUnit, true);
    }

    private static List<Integer> others(int size, Map<Role, ColumnRef> roles) {
        boolean[] used = new boolean[size];
        roles.values().forEach(ref -> ref.columns().forEach(column -> used[column] = true));
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!used[i]) {
                others.add(i);
            }
        }
        return others;
    }

    /** The names of all columns, made distinct. */
    public List<String> names() {
        return names;
    }

    /** The columns whose values become fields of the metadata. */
    public List<Integer> others() {
        return others;
    }

    /** Whether a role has a column. */
    public boolean has(Role role) {
        return roles.containsKey(role);
    }

    /** Whether the file is of a writer of ours, which means every value as it is. */
    public boolean exact() {
        return exact;
    }

    /** The columns of a role; none where it has none. */
    public List<Integer> columnsOf(Role role) {
        ColumnRef ref = roles.get(role);
        return ref == null ? List.of() : ref.columns();
    }

    @Nullable
    ColumnRef of(Role role) {
        return roles.get(role);
    }

    AltitudeUnit altitudeUnit() {
        return altitudeUnit;
    }

    /** What was found, for people to check. */
    public List<String> told() {
        List<String> told = new ArrayList<>();
        String found = Stream.of(Role.values())
                .filter(roles::containsKey)
                .map(role -> role.word() + "=" + named(role) + unitOf(role))
                .collect(Collectors.joining(", "));
        told.add(others.isEmpty() ? "columns " + found : "columns " + found + "; metadata from " + namesOf(others));
        passedOver.forEach((role, columns) -> told.add(role.word() + " is " + named(role) + ", not " + namesOf(columns)
                + ": if that is wrong, say so by --columns " + role.word() + "=NAME"));
        return told;
    }

    private String named(Role role) {
        ColumnRef ref = roles.get(role);
        return ref == null ? "" : ref.named(names);
    }

    private String unitOf(Role role) {
        return role == Role.ALT && altitudeUnit != AltitudeUnit.METERS ? " (" + altitudeUnit.word() + ")" : "";
    }

    private String namesOf(List<Integer> columns) {
        String first = columns.stream().limit(MOST_TOLD).map(names::get).collect(Collectors.joining(", "));
        return columns.size() <= MOST_TOLD ? first : first + " and " + (columns.size() - MOST_TOLD) + " more";
    }
}
