package io.spatio.cli.command;

import io.spatio.Spatio;
import io.spatio.Stats;

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
        if (access == Access.EXISTING) {
            location.requireExisting();
        }
        OpenDatabase opened = new OpenDatabase(location.builder().build());
        opened.tellOfRecovery(invocation);
        return opened;
    }

    private void tellOfRecovery(Invocation invocation) {
        Stats.OfStore store = spatio.stats().store();
        store.recovery().forEach(finding -> invocation.note("recovery: " + finding));
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
