package io.spatio.cli.shell;

import io.spatio.Spatio;
import io.spatio.cli.command.Runner;
import io.spatio.cli.command.Verb;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes verbs, then namespaces, and a verb's flags. */
final class VerbCompleter implements Completer {
    private final Map<String, Supplier<Verb>> verbs;
    private final Spatio database;

    VerbCompleter(Map<String, Supplier<Verb>> verbs, Spatio database) {
        this.verbs = verbs;
        this.database = database;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            verbs.keySet().forEach(verb -> candidates.add(new Candidate(verb)));
            candidates.add(new Candidate("exit"));
            return;
        }
        String name = line.words().get(0);
        Supplier<Verb> verb = verbs.get(name);
        if (verb != null && line.word().startsWith("-")) {
            Runner.commandLine(verb.get(), name)
                    .getCommandSpec()
                    .options()
                    .forEach(option -> candidates.add(new Candidate(option.longestName())));
        } else if (line.wordIndex() == 1) {
            database.namespaces().forEach(namespace -> candidates.add(new Candidate(namespace)));
        }
    }
}
