package io.spatio.benchmarks.structure;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tinspin.index.phtree.PHTreeMMP;
import org.tinspin.index.qthypercube.QuadTreeKD;
import org.tinspin.index.qthypercube2.QuadTreeKD2;

/** Makes structures by name. */
public final class PointIndexes {
    private static final int DIMENSIONS = 2;

    private static final Map<String, Supplier<PointIndex>> PEERS = Map.of(
            "tinspin-qt2", () -> new TinspinPoints(QuadTreeKD2.create(DIMENSIONS)),
            "tinspin-qt", () -> new TinspinPoints(QuadTreeKD.create(DIMENSIONS)),
            "tinspin-ph", () -> new TinspinPoints(PHTreeMMP.create(DIMENSIONS)),
            "tinspin-rstar", TinspinRStar::new,
            "jts-strtree", JtsStrTree::new,
            "jts-quadtree", JtsQuadtree::new,
            "rtree2", RTree2::new,
            "chm-grid", HashGrid::new);

    private PointIndexes() {}

    /** The peers' names, libraries first. */
    public static List<String> peers() {
        return List.of(
                "tinspin-qt2",
                "tinspin-qt",
                "tinspin-ph",
                "tinspin-rstar",
                "jts-strtree",
                "rtree2",
                "jts-quadtree",
                "chm-grid");
    }

    /** Whether a peer counts as a library that one would take for moving objects. */
    public static boolean isLibrary(String name) {
        return name.startsWith("tinspin") || name.equals("jts-strtree") || name.equals("rtree2");
    }

    /** An empty structure: a peer's, or ours by the provider's name. */
    public static PointIndex of(String name) {
        Supplier<PointIndex> peer = PEERS.get(name);
        return peer == null ? SpiIndex.of(name) : peer.get();
    }
}
