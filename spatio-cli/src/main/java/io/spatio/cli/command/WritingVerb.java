package io.spatio.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that changes one namespace, its first argument. */
public abstract class WritingVerb implements Verb {
    @Mixin
    private Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    private String namespace = "";

    /** Without arguments yet. */
    protected WritingVerb() {}

    /** The name of the namespace. */
    protected final String namespace() {
        return namespace;
    }

    @Override
    public final Flags flags() {
        return flags;
    }

    @Override
    public final boolean writes() {
        return true;
    }
}
