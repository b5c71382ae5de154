package io.spatio.core.wiring;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Why a file or directory could not be used, in words for people who know files and no class of Java: the exceptions
 * themselves often name nothing but the file. The engine and the command say it alike. Any thread.
 */
public final class FileFaults {
    private FileFaults() {}

    /** The reason, without the file; never empty. */
    public static String reason(IOException fault) {
        if (fault instanceof FileSystemException named) {
            return reasonOfNamed(named);
        }
        if (fault instanceof EOFException) {
            return "it ends too early: was it cut off?";
        }
        String text = fault.getMessage();
        if (text == null || text.isBlank()) {
            return "no reason was given";
        }
        if (fault instanceof FileNotFoundException) {
            return afterName(text);
        }
        return fault instanceof ZipException ? "its gzip data is damaged: " + text : text;
    }

    private static String reasonOfNamed(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (fault instanceof DirectoryNotEmptyException) {
            return "it is a directory that is not empty";
        }
        if (fault instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (fault instanceof FileSystemLoopException) {
            return "its links lead in a circle";
        }
        return fault.getReason() == null ? "the operating system refuses it" : fault.getReason();
    }

    /** That exception says {@code name (reason)}. */
    private static String afterName(String message) {
        int open = message.lastIndexOf(" (");
        return open < 0 || !message.endsWith(")") ? message : message.substring(open + 2, message.length() - 1);
    }

    /** The reason, after the file where that is another than the one that the sentence names already. */
    static String reason(IOException fault, Path named) {
        String file = fault instanceof FileSystemException known ? known.getFile() : null;
        return file == null || file.equals(named.toString()) ? reason(fault) : file + ": " + reason(fault);
    }
}
