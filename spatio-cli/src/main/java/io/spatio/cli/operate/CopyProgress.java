package io.spatio.cli.operate;

import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Texts;
import io.spatio.core.copy.CopyCounts;
import java.util.function.Consumer;

/** Tells on standard error how far a copy is, each time that it has grown by a fixed number of positions. One thread. */
final class CopyProgress implements Consumer<CopyCounts> {
    private static final long EVERY_POSITIONS = 1_000_000;

    private final Invocation invocation;
    private long told;

    CopyProgress(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void accept(CopyCounts counts) {
        if (counts.positions() - told >= EVERY_POSITIONS) {
            told = counts.positions();
            invocation.note("copied " + Texts.count(counts.positions()) + " positions of "
                    + Texts.count(counts.objects()) + " objects");
        }
    }
}
