//! Statistics and configuration.

use crate::support::{NAMESPACE, Verdict, at, memory, put, seen};
use serde_json::json;
use spatio::Config;

/// D35: one object with 60,000 characters of metadata, then a delete and a query.
pub fn stats() -> Verdict {
    let db = memory();
    db.upsert(
        NAMESPACE,
        "one",
        at(1.0, 1.0),
        json!({"note": "x".repeat(60_000)}),
        None,
    )
    .expect("an upsert");
    let bytes = db.stats().memory_usage_bytes;
    put(&db, "two", at(1.0, 1.0));
    let before = db.stats().operations_count;
    db.delete(NAMESPACE, "two").expect("a delete");
    db.query_radius(NAMESPACE, &at(1.0, 1.0), 10.0, 10)
        .expect("a radius query");
    seen(&[
        (bytes < 60_000, "memory is a constant times a count"),
        (
            db.stats().operations_count == before,
            "deletes and queries are not counted",
        ),
    ])
}

/// D42, but for the calls that panic.
pub fn config() -> Verdict {
    let zero = Config::from_json(r#"{"buffer_capacity": 0}"#);
    seen(&[(zero.is_ok(), "from_json takes a buffer_capacity of 0")])
}
