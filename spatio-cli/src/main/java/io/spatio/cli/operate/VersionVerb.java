package io.spatio.cli.operate;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio version}: the versions of Spatio and of Java. */
@Command(
        name = "version",
        description = "The versions of Spatio and of Java",
        footer = {"%n@|bold Example|@", "  spatio version"})
public final class VersionVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public VersionVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        String version = Optional.ofNullable(VersionVerb.class.getPackage().getImplementationVersion())
                .orElse("development");
        String java = System.getProperty("java.runtime.version", "unknown");
        invocation.output().facts(new Facts().with("spatio", version).with("java", java));
        return ExitCode.OK;
    }
}
