package io.spatio.cli.operate;

import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Facts;

/** Writes what a write did: one word for people, an object for programs. */
final class Outcomes {
    private Outcomes() {}

    /** Writes what an erase or a drop did; its sequence is for programs alone. */
    static void write(Invocation invocation, Facts facts, long sequence) {
        boolean json = invocation.format() == Format.JSON;
        invocation.output().facts(json ? facts.with("sequence", sequence) : facts);
    }

    static void write(Invocation invocation, String objectId, String outcome, long sequence) {
        if (invocation.format() == Format.JSON) {
            invocation
                    .output()
                    .facts(new Facts()
                            .with("objectId", objectId)
                            .with("outcome", outcome)
                            .with("sequence", sequence));
        } else {
            invocation.console().out().println(outcome);
        }
    }
}
