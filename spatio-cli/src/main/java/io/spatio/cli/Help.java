package io.spatio.cli;

import io.spatio.cli.command.Runner;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of the whole command. */
final class Help {
    private Help() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append("Spatio: a database of moving objects.\n\nUsage: spatio VERB [FLAG…] [ARGUMENT…]\n\n");
        Verbs.all().forEach((name, verb) -> {
            UsageMessageSpec usage =
                    Runner.commandLine(verb.get(), name).getCommandSpec().usageMessage();
            text.append(String.format("  %-11s %s%n", name, String.join(" ", usage.description())));
        });
        text.append("""

                Each verb tells its flags and an example with --help. Shared by all:
                  --db DIR        the database (default: $SPATIO_DB, else ./spatio-data)
                  --config FILE   HOCON settings (default: $SPATIO_CONFIG, else ./spatio.conf)
                  -D KEY=VALUE    one setting
                  --read-only     open it for reading alone
                  --format FORMAT table or json

                Exit codes: 0 done, 1 error, 2 wrong command line, 3 not found.

                Begin with:
                  spatio demo
                  spatio import trucks positions.csv
                  spatio near trucks -73.99,40.73 --radius 2km
                """);
        return text.toString();
    }
}
