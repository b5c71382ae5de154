package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.table.EraseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the pending erases, or finds them where the manifest is lost. Where they are damaged, a salvage goes on only when
 * it is told to. One thread; used once.
 */
final class ErasesSearch {
    private static final Pattern NAME = Pattern.compile("erased-([1-9][0-9]{0,17})\\.ers");

    private final Io io;
    private final Path directory;
    private final ObjectTable objects;
    private final Findings findings;

    ErasesSearch(Io io, Path directory, ObjectTable objects, Findings findings) {
        this.io = io;
        this.directory = directory;
        this.objects = objects;
        this.findings = findings;
    }

    /** Whether a file is one of erases. */
    static boolean isErases(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads those that the manifest names, and returns the manifest as it is then. They count for all that is sealed.
     *
     * @throws StoreCorruptException when they are damaged, unless salvaging and told to accept what that brings back
     */
    Manifest read(Manifest manifest) throws IOException {
        Manifest.Erased erased = manifest.incarnations().erased();
        if (erased.generation() == 0) {
            return manifest;
        }
        EraseFile.Content content = EraseFile.read(io, directory, manifest.store(), erased.generation());
        note(content.erases(), manifest.state().tableSequence());
        StoreCorruptException damage = content.damage();
        if (damage == null && content.erases().entries() != erased.entries() && !findings.isRebuilt()) {
            damage = new StoreCorruptException(
                    EraseFile.name(erased.generation()) + " is not the file that the manifest names");
        }
        if (damage == null) {
            return manifest.withIncarnations(manifest.incarnations()
                    .withErased(new Manifest.Erased(
                            erased.generation(),
                            content.erases().entries(),
                            content.erases().objects(),
                            erased.sinceMicros(),
                            erased.logged())));
        }
        long lost = findings.isRebuilt()
                ? content.lostObjects()
                : Math.max(0, erased.objects() - content.erases().objects());
        refuse(damage, lost, manifest);
        return replaced(manifest, content.erases());
    }

    /** What is certain is that nothing comes back when nothing was to be erased. */
    private void refuse(StoreCorruptException damage, long lost, Manifest manifest) throws IOException {
        if (lost == 0) {
            findings.refuseUnlessSalvaging(damage);
        } else {
            long most = lost > 0 ? lost : findings.objectsSealed();
            findings.refuseUnlessUnerasedIsAccepted(damage, "up to " + most + " objects");
        }
        Path damaged = directory.resolve(
                EraseFile.name(manifest.incarnations().erased().generation()));
        if (io.exists(damaged)) {
            findings.tell(damaged.getFileName() + " put aside in " + findings.putAside(damaged, 0));
        }
    }

    private Manifest replaced(Manifest manifest, PendingErases readable) throws IOException {
        Manifest.Erased erased = manifest.incarnations().erased();
        long generation = erased.generation() + 1;
        EraseFile.write(io, directory, manifest.store(), generation, readable);
        // What comes back may stand in segments alone, beside a later incarnation of its id: an erase has to ask them.
        return manifest.withIncarnations(new Manifest.Incarnations(
                manifest.incarnations().next(),
                true,
                new Manifest.Erased(
                        generation, readable.entries(), readable.objects(), erased.sinceMicros(), erased.logged())));
    }

    private void note(PendingErases pending, long sequence) {
        Erases erases = objects.erases();
        for (int i = 0; i < pending.size(); i++) {
            erases.add(pending.incarnation(i), sequence);
        }
        if (pending.size() > 0) {
            given(pending.incarnation(pending.size() - 1));
        }
        for (PendingErases.Drop drop : pending.drops()) {
            erases.addNamespace(drop, sequence, sequence);
            given(drop.greatestIncarnation());
        }
    }

    private void given(long incarnation) {
        if (incarnation > ObjectTable.INCARNATION_MAX) {
            throw new StoreCorruptException("an erased object was incarnation " + incarnation);
        }
        objects.given(incarnation);
    }

    /**
     * The manifest rebuilt from files, with the newest file of erases, which none is newer than in what is sealed.
     *
     * @param firstSequence the first sequence number in the log
     * @throws StoreCorruptException when there is none though there must be, unless told to accept what that brings back
     */
    Manifest find(Manifest rebuilt, long firstSequence) throws IOException {
        long newest = 0;
        for (Path path : io.list(directory)) {
            Matcher matcher = NAME.matcher(path.getFileName().toString());
            if (matcher.matches()) {
                newest = Math.max(newest, Long.parseLong(matcher.group(1)));
            }
        }
        if (newest == 0 && firstSequence != 1 && findings.objectsSealed() > 0) {
            findings.refuseUnlessUnerasedIsAccepted(
                    new StoreCorruptException("no file of erases is in " + directory
                            + ", and the log does not begin with the first record"),
                    "up to " + findings.objectsSealed() + " objects");
        }
        Manifest.Erased erased = new Manifest.Erased(newest, 0, 0, Long.MAX_VALUE, 0);
        return rebuilt.withIncarnations(new Manifest.Incarnations(1, true, erased));
    }
}
