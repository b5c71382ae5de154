//! What the probes share: verdicts, databases in fresh places, short forms of calls.

use serde_json::{Value, json};
use spatio::{Point3d, SetOptions, Spatio};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub const NAMESPACE: &str = "fleet";
pub const ALL: usize = 1_000_000;

pub enum Verdict {
    Shown(String),
    Mended,
    NotTried(&'static str),
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Shown(what) => write!(out, "shown {what}"),
            Verdict::Mended => write!(out, "mended"),
            Verdict::NotTried(why) => write!(out, "not-tried {why}"),
        }
    }
}

/// Shown with the parts that were seen, mended where none was.
pub fn seen(parts: &[(bool, &str)]) -> Verdict {
    let seen: Vec<&str> = parts
        .iter()
        .filter(|part| part.0)
        .map(|part| part.1)
        .collect();
    if seen.is_empty() {
        Verdict::Mended
    } else {
        Verdict::Shown(seen.join("; "))
    }
}

fn room() -> PathBuf {
    std::env::temp_dir().join(format!("spatio-parity-{}", std::process::id()))
}

/// The path of a log that is not there yet.
pub fn fresh(name: &str) -> PathBuf {
    let directory = room().join(name);
    fs::create_dir_all(&directory).expect("a directory for the probe");
    directory.join("log")
}

pub fn clean_up() {
    fs::remove_dir_all(room()).expect("the probes' directory goes");
}

pub fn snapshot_of(log: &Path) -> PathBuf {
    log.with_extension("snap")
}

pub fn length(file: &Path) -> u64 {
    fs::metadata(file).expect("a file").len()
}

pub fn memory() -> Spatio {
    Spatio::memory().expect("a database in memory")
}

pub fn open(log: &Path) -> Spatio {
    Spatio::open(log).expect("a database on disk")
}

/// Closes the database and lets go of it.
pub fn close(db: Spatio) {
    db.close().expect("a close");
}

pub fn at(lon: f64, lat: f64) -> Point3d {
    Point3d::new(lon, lat, 0.0)
}

pub fn second(number: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000 + number)
}

pub fn put(db: &Spatio, id: &str, place: Point3d) {
    db.upsert(NAMESPACE, id, place, json!({}), None)
        .expect("an upsert");
}

pub fn put_at(db: &Spatio, id: &str, place: Point3d, metadata: Value, time: SystemTime) {
    let options = Some(SetOptions::with_timestamp(time));
    db.upsert(NAMESPACE, id, place, metadata, options)
        .expect("an upsert");
}

/// The longitude where the object is now.
pub fn lon(db: &Spatio, id: &str) -> Option<f64> {
    db.get(NAMESPACE, id)
        .expect("a get")
        .map(|found| found.position.x())
}

/// The longitudes of all records of the object, newest first.
pub fn track(db: &Spatio, id: &str) -> Vec<f64> {
    db.query_trajectory(NAMESPACE, id, UNIX_EPOCH, second(10_000_000_000), ALL)
        .expect("a trajectory")
        .iter()
        .map(|record| record.position.x())
        .collect()
}
