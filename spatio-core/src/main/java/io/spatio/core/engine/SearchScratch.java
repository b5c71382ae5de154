package io.spatio.core.engine;

/** Memory that a thread's searches use again and again; a search has ended before a user's visitor is called. */
final class SearchScratch {
    private FoundPlaces found = new FoundPlaces();
    private LeastValues least = new LeastValues();

    /** For what the index tells. */
    FoundPlaces found() {
        if (found.isLarge()) {
            found = new FoundPlaces();
        }
        return found;
    }

    /** For the cut-off of a nearest search. */
    LeastValues least() {
        if (least.isLarge()) {
            least = new LeastValues();
        }
        return least;
    }
}
