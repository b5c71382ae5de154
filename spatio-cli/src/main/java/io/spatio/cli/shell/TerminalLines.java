package io.spatio.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Lines typed at a terminal, with history and completion. Ctrl-C drops a line, Ctrl-D ends. */
final class TerminalLines implements Lines {
    private final Terminal terminal;
    private final LineReader reader;

    TerminalLines(Completer completer, @Nullable Path historyFile) throws IOException {
        terminal = TerminalBuilder.builder().system(true).build();
        // What is typed comes back as typed: quotes and backslashes are ours to read.
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(new char[0]);
        parser.setEofOnUnclosedQuote(false);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        if (historyFile != null) {
            reader.setVariable(LineReader.HISTORY_FILE, historyFile);
        }
    }

    @Override
    public Optional<String> next() {
        try {
            return Optional.of(reader.readLine("spatio> "));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        reader.getHistory().save();
        terminal.close();
    }
}
