package io.spatio.cli.command;

import io.spatio.Spatio;

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
        for (String finding : opened.spatio.stats().store().recovery()) {
            invocation.note("recovery: " + finding);
        }
        return opened;
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
