package io.spatio.cli.command;

import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.error.SpatioException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** A database that is open for one run of the command, and closed even when the run is interrupted. */
final class OpenDatabase implements AutoCloseable {
    private final Spatio spatio;
    private final Thread closeAtExit;

    private OpenDatabase(Spatio spatio) {
        this.spatio = spatio;
        this.closeAtExit = new Thread(spatio::close, "spatio-close");
        Runtime.getRuntime().addShutdownHook(closeAtExit);
    }

    /** Opens it, and tells what recovery found. */
    static OpenDatabase open(Invocation invocation, Flags flags, Access access) {
        DatabaseLocation location = DatabaseLocation.of(invocation.console(), flags);
        if (access == Access.EXISTING || flags.readOnly()) {
            location.requireExisting();
        }
        OpenDatabase opened = new OpenDatabase(build(location, flags));
        opened.tellOfRecovery(invocation);
        return opened;
    }

    private static Spatio build(DatabaseLocation location, Flags flags) {
        if (flags.readOnly()) {
            return location.builder().readOnly().build();
        }
        try {
            return location.builder().build();
        } catch (SpatioException e) {
            throw isForbidden(e) ? Failure.error(Words.of(e) + "; what only reads can open it with --read-only", e) : e;
        }
    }

    /** Whether the place may not be written to, by the rights of the user or by the medium. */
    static boolean isForbidden(Throwable fault) {
        FileSystemException refusal = Words.cause(fault, FileSystemException.class);
        return refusal instanceof AccessDeniedException
                || (refusal != null && String.valueOf(refusal.getReason()).contains("Read-only"));
    }

    private void tellOfRecovery(Invocation invocation) {
        Stats.OfStore store = spatio.stats().store();
        store.recovery().forEach(finding -> invocation.note("recovery: " + Words.finding(finding)));
        if (Boolean.FALSE.equals(store.details().get("cleanly-closed-before"))) {
            invocation.note("recovery: the database was not closed before: all records up to sequence="
                    + store.details().get("last-sequence") + " came back, later ones were not on disk");
        }
    }

    Spatio spatio() {
        return spatio;
    }

    @Override
    public void close() {
        spatio.close();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException atExit) {
            // The hook runs already; closing twice is harmless.
            return;
        }
    }
}
