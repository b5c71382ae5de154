package io.spatio.cli;

import io.spatio.cli.command.Terminals;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** Asks the operating system; where it cannot be asked no stream is a terminal. */
final class NativeTerminals implements Terminals {
    private final Map<Stream, Boolean> known = new EnumMap<>(Stream.class);

    @Override
    public boolean isTerminal(Stream stream) {
        return known.computeIfAbsent(stream, NativeTerminals::ask);
    }

    private static boolean ask(Stream stream) {
        SystemStream systemStream =
                switch (stream) {
                    case IN -> SystemStream.Input;
                    case OUT -> SystemStream.Output;
                    case ERR -> SystemStream.Error;
                };
        try {
            return TerminalProvider.load(TerminalBuilder.PROP_PROVIDER_JNI).isSystemStream(systemStream);
        } catch (IOException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
