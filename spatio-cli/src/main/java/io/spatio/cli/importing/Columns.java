package io.spatio.cli.importing;

import io.spatio.cli.command.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which column of a file is what.
 *
 * @param names the names of all columns, made distinct
 * @param roles the columns by role, from 0
 * @param others the columns whose cells become fields of the metadata
 */
record Columns(List<String> names, Map<Role, Integer> roles, List<Integer> others) {
    Columns {
        names = List.copyOf(names);
        roles = Map.copyOf(roles);
        others = List.copyOf(others);
    }

    /**
     * Finds the columns by their names.
     *
     * @param header the header's cells
     * @param chosen columns chosen by the user: a name, {@code #} with a number from 1, or empty for none
     */
    static Columns find(List<String> header, Map<Role, String> chosen) {
        List<String> names = distinct(header);
        Map<Role, Integer> roles = new EnumMap<>(Role.class);
        chosen.forEach((role, column) -> {
            if (!column.isEmpty()) {
                roles.put(role, columnOf(names, role, column));
            }
        });
        for (Role role : Role.values()) {
            if (!Role.OF_EXPORT.contains(role) && !chosen.containsKey(role)) {
                guess(names, role, roles.values()).ifPresent(column -> roles.put(role, column));
            }
        }
        List<Integer> others = without(names.size(), roles);
        boolean metadataAlone =
                others.size() == 1 && normalized(names.get(others.get(0))).equals("metadata");
        if (metadataAlone && !chosen.containsKey(Role.METADATA)) {
            roles.put(Role.METADATA, others.get(0));
            others = List.of();
        }
        if (!chosen.containsKey(Role.METADATA) && takeExported(names, others, roles)) {
            others = List.of();
        }
        requireAll(names, roles);
        return new Columns(names, roles, roles.containsKey(Role.METADATA) ? List.of() : others);
    }

    /** Takes the columns that only export writes, where they are all that is left. */
    private static boolean takeExported(List<String> names, List<Integer> others, Map<Role, Integer> roles) {
        Map<Role, Integer> exported = new EnumMap<>(Role.class);
        for (int column : others) {
            Role.ofWord(normalized(names.get(column)))
                    .filter(Role.OF_EXPORT::contains)
                    .ifPresent(role -> exported.put(role, column));
        }
        boolean all = others.size() == Role.OF_EXPORT.size() && exported.size() == others.size();
        if (all) {
            roles.putAll(exported);
        }
        return all;
    }

    private static List<Integer> without(int size, Map<Role, Integer> roles) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!roles.containsValue(i)) {
                others.add(i);
            }
        }
        return others;
    }

    private static int columnOf(List<String> names, Role role, String column) {
        int found = names.indexOf(column);
        if (found >= 0) {
            return found;
        }
        if (column.matches("#[1-9][0-9]{0,5}")) {
            int number = Integer.parseInt(column.substring(1));
            if (number <= names.size()) {
                return number - 1;
            }
        }
        throw Failure.error("--columns " + role.word() + "=" + column + ": there is no such column; the header has "
                + String.join(", ", names));
    }

    private static Optional<Integer> guess(List<String> names, Role role, Iterable<Integer> taken) {
        Set<Integer> used = new HashSet<>();
        taken.forEach(used::add);
        for (String usual : role.names()) {
            for (int i = 0; i < names.size(); i++) {
                if (!used.contains(i) && normalized(names.get(i)).equals(usual)) {
                    return Optional.of(i);
                }
            }
        }
        return Optional.empty();
    }

    private static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s.:\\-]+", "_");
    }

    private static List<String> distinct(List<String> header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).isBlank() ? "column" + (i + 1) : header.get(i);
            String candidate = name;
            for (int n = 2; names.contains(candidate); n++) {
                candidate = name + "_" + n;
            }
            names.add(candidate);
        }
        return names;
    }

    private static void requireAll(List<String> names, Map<Role, Integer> roles) {
        List<String> missing = Stream.of(Role.values())
                .filter(role -> role.required() && !roles.containsKey(role))
                .map(Role::word)
                .toList();
        if (!missing.isEmpty()) {
            throw Failure.error(
                    "no column for " + String.join(", ", missing) + " in the header " + String.join(",", names)
                            + ": name it, as --columns "
                            + missing.stream().map(word -> word + "=COLUMN").collect(Collectors.joining(",")));
        }
    }

    /** What was found, for the user to check. */
    String description() {
        String found = Stream.of(Role.values())
                .filter(roles::containsKey)
                .map(role -> role.word() + "=" + names.get(roles.getOrDefault(role, 0)))
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? found
                : found + "; metadata from " + others.stream().map(names::get).collect(Collectors.joining(", "));
    }
}
