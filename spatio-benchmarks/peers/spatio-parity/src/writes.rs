//! Writes and what they leave as the current state.

use crate::support::{
    ALL, NAMESPACE, Verdict, at, close, fresh, length, lon, memory, open, put, put_at, second,
    seen, track,
};
use serde_json::json;
use spatio::{Point, Point3d, SetOptions, Spatio, TemporalPoint};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

const RACED: usize = 4000;
const WRITERS: usize = 3;

/// D3: threads move the same objects at once while another searches; afterwards the index must find
/// each object once, where `get` says it is.
pub fn map_and_index() -> Verdict {
    let db = memory();
    for number in 0..2000 {
        let place = Point3d::new(number as f64 * 0.01, 0.0, number as f64);
        db.upsert(
            "searched",
            &format!("object-{number}"),
            place,
            json!({}),
            None,
        )
        .expect("an upsert");
    }
    let finished = AtomicUsize::new(0);
    let together = Barrier::new(WRITERS);
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (db, finished, together) = (&db, &finished, &together);
            scope.spawn(move || {
                for number in 0..RACED {
                    let id = format!("object-{number}");
                    let place = Point3d::new(number as f64 * 0.01, writer as f64, number as f64);
                    together.wait();
                    put_at(db, &id, place, json!({}), second(0));
                }
                finished.fetch_add(1, Ordering::SeqCst);
            });
        }
        while finished.load(Ordering::SeqCst) < WRITERS {
            db.query_bbox("searched", -1.0, -1.0, 90.0, 1.0, ALL)
                .expect("a box query");
        }
    });
    let lost = (0..RACED)
        .filter(|number| !found_where_it_is(&db, &format!("object-{number}")))
        .count();
    if lost == 0 {
        return Verdict::NotTried("the race was not met in 4000 tries, which proves nothing");
    }
    Verdict::Shown("the index does not find an object where get says it is".into())
}

fn found_where_it_is(db: &Spatio, id: &str) -> bool {
    let place = db
        .get(NAMESPACE, id)
        .expect("a get")
        .expect("an object")
        .position
        .clone();
    let found = db
        .query_radius(NAMESPACE, &place, 1.0, 10)
        .expect("a radius query");
    found.iter().any(|(object, _)| object.object_id == id)
}

/// D4.
pub fn namespaces_alias() -> Verdict {
    let db = memory();
    let one = db.upsert("a:", "b", at(1.0, 0.0), json!({}), None);
    let other = db.upsert("a", ":b", at(2.0, 0.0), json!({}), None);
    let aliased = one.is_ok()
        && other.is_ok()
        && db
            .get("a:", "b")
            .expect("a get")
            .expect("an object")
            .position
            .x()
            == 2.0;
    seen(&[(
        aliased,
        "(\"a:\", \"b\") and (\"a\", \":b\") are one object",
    )])
}

/// D12.
pub fn late_after_delete() -> Verdict {
    let db = memory();
    put_at(&db, "one", at(1.0, 0.0), json!({}), second(10));
    db.delete(NAMESPACE, "one").expect("a delete");
    put_at(&db, "one", at(2.0, 0.0), json!({}), second(5));
    seen(&[(
        lon(&db, "one").is_some(),
        "a fix older than the delete brings the object back",
    )])
}

/// D14: a fix dated 2080, then one of now.
pub fn wrong_clock() -> Verdict {
    let db = memory();
    let year_2080 = UNIX_EPOCH + Duration::from_secs(3_471_292_800);
    let options = Some(SetOptions::with_timestamp(year_2080));
    let taken = db
        .upsert(NAMESPACE, "one", at(1.0, 0.0), json!({}), options)
        .is_ok();
    put(&db, "one", at(2.0, 0.0));
    let frozen = taken && lon(&db, "one") == Some(1.0);
    seen(&[(
        frozen,
        "after a fix dated 2080 no other counts, and nothing bounds it",
    )])
}

/// D15.
pub fn trajectory() -> Verdict {
    let db = memory();
    put_at(
        &db,
        "one",
        Point3d::new(1.0, 0.0, 500.0),
        json!({"driver": "Ann"}),
        second(0),
    );
    let points = |places: &[(f64, f64)]| {
        let numbered = places.iter().enumerate();
        numbered
            .map(|(number, &(lon, lat))| TemporalPoint {
                point: Point::new(lon, lat),
                timestamp: second(1 + number as u64),
            })
            .collect::<Vec<_>>()
    };
    let good = points(&[(1.1, 0.0), (1.2, 0.0)]);
    db.insert_trajectory(NAMESPACE, "one", &good)
        .expect("a trajectory");
    let now = db.get(NAMESPACE, "one").expect("a get").expect("an object");
    let refused = db
        .insert_trajectory(NAMESPACE, "two", &points(&[(1.0, 0.0), (1.0, 95.0)]))
        .is_err();
    seen(&[
        (
            now.position.z() != 500.0,
            "a point has no altitude, and the object's becomes 0",
        ),
        (
            now.metadata == json!({}),
            "the object's metadata becomes {}",
        ),
        (
            refused && !track(&db, "two").is_empty(),
            "a bad point leaves those before it",
        ),
    ])
}

/// D34: `upsert` returns nothing to look at.
pub fn stale_looks_like_success() -> Verdict {
    let db = memory();
    let write = |lon, number| {
        let options = Some(SetOptions::with_timestamp(second(number)));
        format!(
            "{:?}",
            db.upsert(NAMESPACE, "one", at(lon, 0.0), json!({}), options)
        )
    };
    let (applied, stale) = (write(1.0, 10), write(2.0, 5));
    let ignored = lon(&db, "one") == Some(1.0);
    seen(&[(
        ignored && applied == stale,
        "a write that is applied and one that is stale return the same",
    )])
}

/// D40.
pub fn delete_of_nothing() -> Verdict {
    let log = fresh("delete");
    let db = open(&log);
    put(&db, "one", at(1.0, 0.0));
    close(db);
    let before = length(&log);
    let db = open(&log);
    for _ in 0..100 {
        db.delete(NAMESPACE, "never there").expect("a delete");
    }
    close(db);
    seen(&[(
        length(&log) > before,
        "each delete of what is not there makes the log longer",
    )])
}
