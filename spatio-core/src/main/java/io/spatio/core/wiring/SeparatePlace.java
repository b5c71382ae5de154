package io.spatio.core.wiring;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Keeps a copy apart from its database: in the database's own directory, or one inside it, the copy would be among the files that it
 * copies, and an opening of one would meet the other. Links do not hide that. Any thread.
 */
final class SeparatePlace {
    private SeparatePlace() {}

    /**
     * Refuses a directory for a copy that is the database's, inside it, or around it. Touches nothing.
     *
     * @throws IllegalArgumentException naming both
     */
    static void require(Path database, Path copy) {
        Path from = real(database);
        Path to = real(copy);
        String how =
                to.equals(from) ? "is" : to.startsWith(from) ? "lies inside" : from.startsWith(to) ? "contains" : "";
        if (!how.isEmpty()) {
            throw new IllegalArgumentException("directory " + copy + " " + how + " the directory of the database, "
                    + database + ": give an empty or absent directory outside of it for a copy");
        }
    }

    /** Where a path leads, as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        int names = absolute.getNameCount();
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            try {
                int known = existing.getNameCount();
                Path real = existing.toRealPath();
                Path whole = known == names ? real : real.resolve(absolute.subpath(known, names));
                Path plain = whole.normalize();
                return plain.equals(whole) ? plain : real(plain); // a name after .. may be a link
            } catch (NoSuchFileException e) {
                continue;
            } catch (IOException e) {
                break; // what cannot be looked at is refused later, with the reason
            }
        }
        return absolute.normalize();
    }
}
