package io.spatio.store.log.keeper;

import java.io.IOException;

/** Says that a merge was given up because the store closes. It is no failure: the files are as they were before. */
final class MergeAbandonedException extends IOException {
    private static final long serialVersionUID = 1L;

    MergeAbandonedException() {
        super("the merge was given up because the store closes");
    }
}
