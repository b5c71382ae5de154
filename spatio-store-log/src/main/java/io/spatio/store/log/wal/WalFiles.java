package io.spatio.store.log.wal;

import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of log files. Stateless. */
public final class WalFiles {
    private static final Pattern NAME = Pattern.compile("wal-([1-9][0-9]{0,17})\\.log");

    private WalFiles() {}

    /** The name of a file. */
    public static String name(long number) {
        return "wal-" + number + ".log";
    }

    /** The log files of a directory by number. */
    public static SortedMap<Long, Path> list(Io io, Path directory) throws IOException {
        TreeMap<Long, Path> files = new TreeMap<>();
        for (Path file : io.list(directory)) {
            Matcher matcher = NAME.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                files.put(Long.parseLong(matcher.group(1)), file);
            }
        }
        return files;
    }
}
