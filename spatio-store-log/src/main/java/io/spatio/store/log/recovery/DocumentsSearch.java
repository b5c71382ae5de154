package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.table.DocumentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file of documents. A salvage goes on without those that are damaged, and names them. Stateless. */
final class DocumentsSearch {
    private static final Pattern NAME = Pattern.compile("documents-([1-9][0-9]{0,17})\\.doc");
    /** How many documents there are is not known where the manifest is lost. */
    private static final long UNKNOWN = -1;

    private DocumentsSearch() {}

    /** Whether a file is one of documents. */
    static boolean isDocuments(String name) {
        return NAME.matcher(name).matches();
    }

    /** The newest file of a directory whose manifest is lost; all of it was on stable storage in the log when it was written. */
    static Manifest.Documents find(Io io, Path directory) throws IOException {
        long newest = 0;
        for (Path path : io.list(directory)) {
            Matcher matcher = NAME.matcher(path.getFileName().toString());
            if (matcher.matches()) {
                newest = Math.max(newest, Long.parseLong(matcher.group(1)));
            }
        }
        return newest == 0 ? Manifest.Documents.NONE : new Manifest.Documents(newest, UNKNOWN);
    }

    /**
     * Reads the documents that the manifest names, and returns the manifest as it is then. What a salvage finds readable is
     * written again as of the same moment: what the log holds of before it counts no more, whatever was lost.
     *
     * @throws StoreCorruptException when any is damaged, unless salvaging
     */
    static Manifest read(Io io, Path directory, Manifest manifest, DocumentsFound found, Findings findings)
            throws IOException {
        Manifest.Documents named = manifest.documents();
        if (named.sequence() == 0) {
            return manifest;
        }
        DocumentFile.Content content =
                DocumentFile.read(io, directory, manifest.store(), named.sequence(), named.count());
        found.sealed(named.sequence(), content.documents());
        if (!content.damage().isEmpty()) {
            if (!findings.isSalvage()) {
                throw new StoreCorruptException(
                        String.join("; ", content.damage()) + "; restore a backup, or open with salvage");
            }
            content.damage().forEach(findings::tell);
            Path damaged = directory.resolve(DocumentFile.name(named.sequence()));
            if (io.exists(damaged)) {
                findings.tell(damaged.getFileName() + " put aside in " + findings.putAside(damaged, 0));
            }
            DocumentFile.write(io, directory, manifest.store(), named.sequence(), content.documents());
        }
        return manifest.withDocuments(
                new Manifest.Documents(named.sequence(), content.documents().size()));
    }
}
