package io.spatio.testkit.index;

import io.spatio.spi.Metric;
import io.spatio.spi.Region;
import io.spatio.testkit.generators.Areas;
import io.spatio.testkit.generators.Generator;
import io.spatio.testkit.generators.Places;

/** Random points, regions, metrics and actions for indexes. */
final class IndexGenerators {
    private static final int ANY_PICK = 1000;

    private IndexGenerators() {}

    static Generator<Point> points() {
        return Places.positions().map(Point::of);
    }

    static Generator<Region> regions() {
        Generator<BoxRegion> boxes = Places.positions()
                .with(
                        Places.positions(),
                        (a, b) ->
                                BoxRegion.of(a.lon(), Math.min(a.lat(), b.lat()), b.lon(), Math.max(a.lat(), b.lat())));
        Generator<BoxRegion> points = Places.positions().map(p -> BoxRegion.of(p.lon(), p.lat(), p.lon(), p.lat()));
        Generator<BoxRegion> layers =
                boxes.with(Places.altitudes(), (box, alt) -> box.between(-500, Double.isNaN(alt) ? 0 : alt));
        return Generator.oneOf(
                boxes, points, layers, boxes.map(BoxRegion::dulled), Generator.<Region>pick(Region.EVERYWHERE));
    }

    static Generator<Metric> metrics() {
        return points().map(p -> new PlaneMetric(p.lon(), p.lat()));
    }

    static Generator<IndexAction> actions() {
        Generator<Integer> picks = Generator.integers(0, ANY_PICK);
        Generator<IndexAction> insert = points().map(IndexAction.Insert::new);
        Generator<IndexAction> again = picks.with(points(), IndexAction.InsertAgain::new);
        Generator<IndexAction> move = picks.with(points(), IndexAction.Move::new);
        Generator<Double> steps = Generator.doubles(-0.01, 0.01);
        Generator<IndexAction> drift =
                picks.then(pick -> steps.with(steps, (east, north) -> new IndexAction.Drift(pick, east, north)));
        Generator<IndexAction> remove = picks.map(IndexAction.Remove::new);
        Generator<IndexAction> load = Generator.lists(points(), 1, 60).map(IndexAction.Load::new);
        Generator<IndexAction> search = regions().map(IndexAction.Search::new);
        Generator<IndexAction> area = Areas.areas().map(IndexAction.SearchArea::new);
        Generator<Integer> counts = Generator.pick(1, 0, 2, 3, 10, 1000, Integer.MAX_VALUE);
        Generator<IndexAction> nearestTo = Places.positions().with(counts, IndexAction.NearestTo::new);
        Generator<IndexAction> nearest = metrics().with(counts, IndexAction.Nearest::new);
        Generator<IndexAction> within = metrics().with(Generator.doubles(0, 400), IndexAction.Within::new);
        Generator<IndexAction> rare = Generator.oneOf(
                load,
                within,
                Generator.integers(0, 9).map(i -> i == 0 ? new IndexAction.Clear() : new IndexAction.Remove(i)));
        return Generator.oneOf(insert, insert, again, move, drift, remove, search, area, nearest, nearestTo, rare);
    }
}
