package io.spatio.cli.operate;

import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Facts;

/** Writes what a write did: one word for people, an object for programs. */
final class Outcomes {
    private Outcomes() {}

    static void write(Invocation invocation, String objectId, String outcome) {
        if (invocation.format() == Format.JSON) {
            invocation.output().facts(new Facts().with("objectId", objectId).with("outcome", outcome));
        } else {
            invocation.console().out().println(outcome);
        }
    }
}
