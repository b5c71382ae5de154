package io.spatio.core.wiring;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.spi.TrajectoryStoreProvider;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A directory whose marker is missing or cannot be believed: empty, a database that lost it, an unfinished copy, or others'. */
final class UnmarkedDirectory {
    private static final String OWN_FILES = "SPATIO(\\..*)?\\.tmp|SPATIO(\\.copy)?|lost\\+found";
    private static final int MOST_NAMED = 3;

    private final Path path;
    private final Marker marker;
    private final boolean unfinishedCopy;
    private final Set<String> others;
    private final Collection<TrajectoryStoreProvider> stores;

    UnmarkedDirectory(Path path, Marker marker, Set<String> names, Collection<TrajectoryStoreProvider> stores) {
        this.path = path;
        this.marker = marker;
        this.unfinishedCopy = names.contains(DatabaseDirectory.COPY_MARKER);
        this.others = others(names);
        this.stores = stores;
    }

    /** The names that are not the engine's own, nor the file system's. */
    static Set<String> others(Set<String> names) {
        return names.stream().filter(name -> !name.matches(OWN_FILES)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether there is nothing, so that a database may begin here. */
    boolean isEmpty() {
        return marker.state() == Marker.State.ABSENT && !unfinishedCopy && others.isEmpty();
    }

    /**
     * The store whose files stand here, where they are to be salvaged.
     *
     * @param configured decides where the files could be several stores'
     * @throws StoreException otherwise, with what is here and what can be done
     */
    String store(boolean salvage, Optional<String> configured) {
        List<String> known = stores.stream()
                .filter(store -> store.recognizes(others))
                .map(TrajectoryStoreProvider::name)
                .toList();
        Optional<String> chosen = known.size() == 1 ? Optional.of(known.get(0)) : configured.filter(known::contains);
        if (salvage && chosen.isPresent()) {
            return chosen.get();
        }
        if (unfinishedCopy) {
            throw new StoreException("directory " + path + " holds a copy of a database that was never finished:"
                    + " delete it and copy again"
                    + (known.isEmpty()
                            ? ""
                            : "; if the original is lost, " + remedy(known) + " opens what was copied"));
        }
        throw known.isEmpty() ? unknown() : lost(known);
    }

    private StoreException lost(List<String> known) {
        return new StoreCorruptException(
                "directory " + path + " holds " + named() + ", files of a database kept by store \""
                        + String.join("\" or \"", known) + "\", but its file " + DatabaseDirectory.MARKER + " "
                        + marker.said() + ": "
                        + remedy(known) + " restores it");
    }

    private static String remedy(List<String> known) {
        return "`spatio check --salvage`, or opening it with salvage = true,"
                + (known.size() == 1 ? "" : " with spatio.store.type set to one of " + known + ",");
    }

    private StoreException unknown() {
        String here =
                stores.stream().map(TrajectoryStoreProvider::name).toList().toString();
        if (marker.state() == Marker.State.ABSENT) {
            return new StoreException(
                    "directory " + path + " holds " + named() + " but no Spatio database of a store that is" + " here, "
                            + here + ": give an empty or absent directory for a new one");
        }
        Path file = path.resolve(DatabaseDirectory.MARKER);
        return new StoreCorruptException("file " + file + " " + marker.said()
                + (others.isEmpty()
                        ? ", and nothing else is there: delete it to begin a new database"
                        : ", and beside it stands " + named() + ", which no store that is here, " + here
                                + ", knows: add the store's artifact, or restore a snapshot"));
    }

    private String named() {
        String few = others.stream().limit(MOST_NAMED).collect(Collectors.joining("\", \"", "\"", "\""));
        return others.size() <= MOST_NAMED ? few : few + " and " + (others.size() - MOST_NAMED) + " more";
    }
}
