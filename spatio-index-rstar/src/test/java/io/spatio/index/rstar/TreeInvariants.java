package io.spatio.index.rstar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** Walks a whole tree and checks what {@link RStarTree} says of itself. */
final class TreeInvariants {
    private final RStarTree tree;
    private final Set<Integer> handles = new HashSet<>();
    private int leaves;
    private int branches;

    private TreeInvariants(RStarTree tree) {
        this.tree = tree;
    }

    static void check(RStarIndex index) {
        RStarTree tree = index.tree();
        if (tree != null) {
            new TreeInvariants(tree).check();
        }
    }

    private void check() {
        if (tree.root == RStarTree.NO_NODE) {
            assertThat(tree.size()).isZero();
        } else {
            assertThat(tree.pool(tree.root).parents[RStarTree.index(tree.root)]).isEqualTo(NodePool.NO_PARENT);
            walk(tree.root, tree.height());
        }
        assertThat(handles).hasSize(tree.size());
        assertThat(leaves).as("leaves in use, none lost").isEqualTo(tree.leaves.live());
        assertThat(branches).as("branches in use, none lost").isEqualTo(tree.branches.live());
    }

    private void walk(int node, int level) {
        NodePool pool = tree.pool(node);
        int count = pool.counts[RStarTree.index(node)];
        assertThat(count).as("entries of node %s", node).isLessThan(pool.capacity);
        if (node != tree.root) {
            assertThat(count).as("entries of node %s", node).isGreaterThanOrEqualTo(pool.minimum);
        }
        if (node >= 0) {
            assertThat(level).as("level of leaf %s", node).isEqualTo(1);
            checkLeaf(node, count);
        } else {
            checkBranch(~node, count, level);
        }
    }

    private void checkLeaf(int leaf, int count) {
        leaves++;
        for (int slot = 0; slot < count; slot++) {
            int handle = tree.leaves.handle(leaf, slot);
            assertThat(handles.add(handle)).as("handle %s stands once", handle).isTrue();
            assertThat(tree.place(handle)).as("place of %s", handle).isEqualTo(leaf << 8 | slot);
            assertThat(tree.leaves.contains(leaf, tree.leaves.lon(leaf, slot), tree.leaves.lat(leaf, slot)))
                    .as("leaf %s contains handle %s", leaf, handle)
                    .isTrue();
        }
    }

    private void checkBranch(int branch, int count, int level) {
        branches++;
        assertThat(count).as("children of branch %s", branch).isGreaterThanOrEqualTo(2);
        for (int slot = 0; slot < count; slot++) {
            int child = tree.branches.child(branch, slot);
            NodePool pool = tree.pool(child);
            int own = RStarTree.index(child) * Rectangles.WIDTH;
            int copy = tree.branches.rectangleAt(branch, slot);
            for (int side = 0; side < Rectangles.WIDTH; side++) {
                assertThat(tree.branches.childRectangles[copy + side])
                        .as("side %s of child %s of branch %s", side, child, branch)
                        .isEqualTo(pool.rectangles[own + side]);
            }
            assertThat(Rectangles.containsAll(
                            tree.branches.rectangles, branch * Rectangles.WIDTH, pool.rectangles, own))
                    .as("branch %s contains child %s", branch, child)
                    .isTrue();
            assertThat(pool.parents[RStarTree.index(child)]).isEqualTo(branch);
            walk(child, level - 1);
        }
    }
}
