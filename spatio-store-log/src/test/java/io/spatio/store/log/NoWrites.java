package io.spatio.store.log;

import io.spatio.store.log.io.Io;
import java.nio.file.Path;

/** A disk of which nothing may be changed: every call that would is a mistake. */
class NoWrites extends IoDecorator {
    NoWrites(Io disk) {
        super(disk);
    }

    private static AssertionError change(String what, Path file) {
        return new AssertionError("who only reads may not " + what + " " + file);
    }

    @Override
    public WritableFile create(Path file) {
        throw change("create", file);
    }

    @Override
    public void createDirectories(Path directory) {
        throw change("make", directory);
    }

    @Override
    public void forceDirectory(Path directory) {
        throw change("force", directory);
    }

    @Override
    public void rename(Path from, Path to) {
        throw change("rename", from);
    }

    @Override
    public void link(Path existing, Path name) {
        throw change("link", existing);
    }

    @Override
    public void delete(Path file) {
        throw change("delete", file);
    }

    @Override
    public LockAttempt lock(Path file, String holder) {
        throw change("lock for writing", file);
    }
}
