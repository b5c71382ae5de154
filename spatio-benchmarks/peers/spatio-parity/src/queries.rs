//! Questions about the current state.

use crate::support::{ALL, NAMESPACE, Verdict, at, memory, put, seen};
use serde_json::json;
use spatio::{DistanceMetric, Point, Point3d, Polygon, Spatio};

fn with(objects: &[(&str, f64, f64, f64)]) -> Spatio {
    let db = memory();
    for &(id, lon, lat, altitude) in objects {
        put(&db, id, Point3d::new(lon, lat, altitude));
    }
    db
}

fn within(db: &Spatio, center: &Point3d, meters: f64) -> usize {
    db.query_radius(NAMESPACE, center, meters, ALL)
        .expect("a radius query")
        .len()
}

fn first_nearest(db: &Spatio, center: &Point3d) -> String {
    db.knn(NAMESPACE, center, 1).expect("the nearest")[0]
        .0
        .object_id
        .clone()
}

fn in_polygon(db: &Spatio, ring: &[(f64, f64)]) -> Option<usize> {
    let polygon = Polygon::from_coords(ring, vec![]);
    db.query_polygon(NAMESPACE, &polygon, ALL)
        .ok()
        .map(|found| found.len())
}

/// D6: 50.0 km to the east against 66.7 km to the north; 1 km overhead against 278 km.
pub fn nearest() -> Verdict {
    let center = at(0.0, 60.0);
    let ground = with(&[("north", 0.0, 60.6, 0.0), ("east", 0.9, 60.0, 0.0)]);
    let air = with(&[("overhead", 0.0, 60.0, 1000.0), ("far", 5.0, 60.0, 0.0)]);
    seen(&[
        (
            first_nearest(&ground, &center) != "east",
            "at 60° N 66.7 km north beats 50.0 km east",
        ),
        (
            first_nearest(&air, &center) != "overhead",
            "5° away beats 1 km overhead",
        ),
    ])
}

/// D7: where the circle of 1000 km around 60° N is widest.
pub fn half_width() -> Verdict {
    let (lat, angle) = (60f64.to_radians(), 1_000_000.0 / 6_371_008.77f64);
    let widest = (lat.sin() / angle.cos()).asin().to_degrees();
    let db = with(&[("edge", 18.1, widest, 0.0)]);
    let center = at(0.0, 60.0);
    let meters = center.haversine_2d(&at(18.1, widest));
    assert!(meters < 1_000_000.0, "the object is {meters} m away");
    seen(&[(
        within(&db, &center, 1_000_000.0) != 1,
        "a radius of 1000 km at 60° N misses its edge",
    )])
}

/// D8: two objects 111 m apart, on both sides of ±180°.
pub fn antimeridian() -> Verdict {
    let db = with(&[("west", 179.9995, 0.0, 0.0), ("east", -179.9995, 0.0, 0.0)]);
    let center = at(179.9996, 0.0);
    let cylinder = db
        .query_within_cylinder(NAMESPACE, Point::new(179.9996, 0.0), -1.0, 1.0, 1000.0, ALL)
        .expect("a cylinder query");
    let pair = with(&[
        ("across", -179.9995, 0.0, 0.0),
        ("same side", 179.0, 0.0, 0.0),
    ]);
    let across = [
        (179.0, -1.0),
        (-179.0, -1.0),
        (-179.0, 1.0),
        (179.0, 1.0),
        (179.0, -1.0),
    ];
    let past = [
        (179.0, -1.0),
        (181.0, -1.0),
        (181.0, 1.0),
        (179.0, 1.0),
        (179.0, -1.0),
    ];
    let polygon = in_polygon(&db, &across) == Some(2) || in_polygon(&db, &past) == Some(2);
    let boxed = db.query_bbox(NAMESPACE, 179.0, -1.0, -179.0, 1.0, ALL);
    let envelope = db
        .bounding_box(NAMESPACE)
        .expect("a box")
        .expect("two objects");
    let hull = db
        .convex_hull(NAMESPACE)
        .expect("a hull")
        .expect("two objects");
    let lons = || hull.exterior().0.iter().map(|corner| corner.x);
    let spread = lons().fold(f64::MIN, f64::max) - lons().fold(f64::MAX, f64::min);
    seen(&[
        (within(&db, &center, 1000.0) != 2, "radius"),
        (cylinder.len() != 2, "cylinder"),
        (first_nearest(&pair, &center) != "across", "nearest"),
        (boxed.map_or(0, |found| found.len()) != 2, "box"),
        (!polygon, "polygon"),
        (envelope.max().x - envelope.min().x > 180.0, "bounding box"),
        (spread > 180.0, "hull"),
    ])
}

/// D9: 2.2 km away over the pole.
pub fn poles() -> Verdict {
    let db = with(&[("over the pole", 180.0, 89.99, 0.0)]);
    let found = within(&db, &at(0.0, 89.99), 3000.0);
    seen(&[(found != 1, "a circle around a pole misses the far side")])
}

/// D29: the same state, written in two orders.
pub fn limit_cuts_anywhere() -> Verdict {
    let of = |numbers: &mut dyn Iterator<Item = usize>| {
        let db = memory();
        for number in numbers {
            put(
                &db,
                &format!("object-{number}"),
                at(1.0 + number as f64 * 0.001, 1.0),
            );
        }
        let found = db
            .query_bbox(NAMESPACE, 0.0, 0.0, 5.0, 5.0, 10)
            .expect("a box query");
        let mut ids: Vec<String> = found
            .iter()
            .map(|object| object.object_id.clone())
            .collect();
        ids.sort();
        ids
    };
    let differs = of(&mut (0..500)) != of(&mut (0..500).rev());
    seen(&[(
        differs,
        "of one state a box with a limit gives other objects if written in another order",
    )])
}

/// D36: an aircraft 10 km above.
pub fn altitude_of_a_flat_centre() -> Verdict {
    let db = with(&[("aircraft", 1.0, 1.0, 10_000.0)]);
    let distance = db
        .distance_to(
            NAMESPACE,
            "aircraft",
            &Point::new(1.0, 1.0),
            DistanceMetric::Haversine,
        )
        .expect("a distance")
        .expect("an object");
    let inside = within(&db, &at(1.0, 1.0), 5000.0) == 1;
    seen(&[(
        distance < 1.0 && !inside,
        "distance 0 m, and not within 5 km",
    )])
}

/// D37: a box of 100 m, in metres, around an object that has another 111 m away, then near ±180°.
pub fn relative_boxes() -> Verdict {
    let db = with(&[("middle", 1.0, 1.0, 0.0), ("other", 1.0, 1.001, 0.0)]);
    let near = |db: &Spatio, size: f64| {
        db.query_bbox_near_object(NAMESPACE, "middle", size, size, ALL)
            .map(|found| found.len())
    };
    let edge = with(&[("middle", 179.9999, 0.0, 0.0)]);
    seen(&[
        (
            near(&db, 0.01).expect("a relative box") == 2,
            "the size of a relative box is in degrees",
        ),
        (near(&edge, 0.01).is_err(), "near ±180° it is an error"),
    ])
}

/// D38.
pub fn unchecked_bounds() -> Verdict {
    let db = with(&[("one", 1.0, 1.0, 0.0)]);
    let cylinder = |low, high| {
        db.query_within_cylinder(NAMESPACE, Point::new(1.0, 1.0), low, high, 1000.0, ALL)
            .is_ok()
    };
    seen(&[
        (cylinder(10.0, -10.0), "a cylinder takes least > greatest"),
        (cylinder(f64::NAN, 10.0), "and NaN"),
        (
            db.query_bbox(NAMESPACE, 1.0, 0.0, 1.0, 2.0, ALL).is_err(),
            "a box without width is refused",
        ),
    ])
}

/// D39.
pub fn polygons() -> Verdict {
    let db = with(&[("on the edge", 0.0, 1.0, 0.0)]);
    let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
    let bow_tie = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
    let outside = json!({
        "type": "Polygon",
        "coordinates": [[[500.0, 0.0], [501.0, 0.0], [501.0, 1.0], [500.0, 0.0]]]
    });
    seen(&[
        (
            in_polygon(&db, &square) == Some(0),
            "the boundary is outside, that of a box inside",
        ),
        (
            in_polygon(&db, &bow_tie).is_some(),
            "a ring that crosses itself is taken",
        ),
        (
            Polygon::from_geojson(&outside.to_string()).is_ok(),
            "GeoJSON takes longitude 500",
        ),
    ])
}

/// D46.
pub fn hull_of_few() -> Verdict {
    let db = with(&[("one", 1.0, 1.0, 0.0), ("two", 2.0, 2.0, 0.0)]);
    let hull = db.convex_hull(NAMESPACE).expect("a hull");
    seen(&[(
        hull.is_some(),
        "the hull of two places is a polygon without area",
    )])
}
