//! Spatio, the original, called as its users call it.

use crate::clock::{Lap, counted, timed};
use crate::world::{SplitMix, World};
use crate::{Contestant, Work};
use serde_json::{Value, json};
use spatio::compute::spatial::DistanceMetric;
use spatio::{Point3d, SetOptions, Spatio};
use std::fs;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const NAMESPACE: &str = "bench";
const NEAR_METERS: f64 = 100.0;
const LATTICE_LIMIT: usize = 100;
const MANY: usize = 1_000_000;
const TRACK: &str = "track";
const TRACK_POINTS: usize = 100;

pub struct Original {
    world: World,
    path: Option<String>,
    db: Spatio,
    opening_nanos: u128,
    random: SplitMix,
    next: usize,
    track_points: usize,
}

fn open(path: Option<&str>) -> Spatio {
    match path {
        None => Spatio::memory().expect("a database in memory"),
        Some(path) => Spatio::open(path).expect("a database on disk"),
    }
}

/// Three fields: a text, a number, a truth.
fn metadata(random: &mut SplitMix) -> Value {
    json!({
        "driver": format!("driver-{}", random.below(1000)),
        "speed": random.below(120),
        "loaded": random.below(2) == 0,
    })
}

fn point([lon, lat]: [f64; 2]) -> Point3d {
    Point3d::new(lon, lat, 0.0)
}

fn second(at: usize) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000 + at as u64)
}

fn resident_bytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok())
        .map_or(0, |kib| kib * 1024)
}

impl Original {
    pub fn open(world: World, path: Option<String>) -> Original {
        let start = Instant::now();
        let db = open(path.as_deref());
        let opening_nanos = start.elapsed().as_nanos();
        Original { world, path, db, opening_nanos, random: SplitMix(7), next: 0, track_points: 0 }
    }

    /// The object that comes next: in order in a lattice, else at random.
    fn object(world: &World, next: &mut usize, random: &mut SplitMix) -> usize {
        if !world.is_lattice() {
            return random.below(world.size());
        }
        let object = *next;
        *next = if object + 1 == world.size() { 0 } else { object + 1 };
        object
    }

    fn upsert_all(&mut self) -> Lap {
        let _ = self.db.close();
        if let Some(path) = &self.path {
            // The old database holds its lock until it is gone.
            self.db = open(None);
            let _ = fs::remove_file(path);
        }
        self.db = open(self.path.as_deref());
        self.world.restart();
        self.next = 0;
        let mut next = 0;
        let (world, db, random) = (&self.world, &self.db, &mut self.random);
        counted(
            world.size(),
            u128::MAX,
            |size| {
                next += size;
                (next - size..next)
                    .map(|object| (world.id(object), point(world.place(object)), metadata(random)))
                    .collect()
            },
            |(id, place, metadata)| {
                db.upsert(NAMESPACE, &id, place, metadata, None).expect("an upsert");
                1.0
            },
        )
    }

    fn updates(&mut self, operations: usize, budget_nanos: u128) -> Lap {
        let (world, db) = (&mut self.world, &self.db);
        let (random, next) = (&mut self.random, &mut self.next);
        let prepare = |size: usize| {
            (0..size)
                .map(|_| {
                    let object = Original::object(world, next, random);
                    let place = point(world.step(object, random));
                    (world.id(object), place, metadata(random))
                })
                .collect::<Vec<_>>()
        };
        let run = |(id, place, metadata): (String, Point3d, Value)| {
            db.upsert(NAMESPACE, &id, place, metadata, None).expect("an update");
            1.0
        };
        if operations > 0 {
            counted(operations, budget_nanos, prepare, run)
        } else {
            timed(budget_nanos, prepare, run)
        }
    }

    fn of_ids(&mut self, budget_nanos: u128, run: impl Fn(&Spatio, &str, &str) -> f64) -> Lap {
        let (world, db) = (&self.world, &self.db);
        let (random, next) = (&mut self.random, &mut self.next);
        timed(
            budget_nanos,
            |size| {
                (0..size)
                    .map(|_| {
                        let object = Original::object(world, next, random);
                        (world.id(object), world.id((object + 1) % world.size()))
                    })
                    .collect()
            },
            |(id, other)| run(db, &id, &other),
        )
    }

    fn around(&mut self, budget_nanos: u128, run: impl Fn(&Spatio, &Point3d) -> f64) -> Lap {
        let (world, db) = (&self.world, &self.db);
        let (random, next) = (&mut self.random, &mut self.next);
        timed(
            budget_nanos,
            |size| {
                (0..size)
                    .map(|_| {
                        let object = Original::object(world, next, random);
                        point(if world.is_lattice() {
                            world.home(object)
                        } else {
                            world.near(object, NEAR_METERS, random)
                        })
                    })
                    .collect()
            },
            |center| run(db, &center),
        )
    }

    fn tracks(&mut self, budget_nanos: u128) -> Lap {
        let (db, random, points) = (&self.db, &mut self.random, self.track_points);
        timed(
            budget_nanos,
            |size| (0..size).map(|_| random.below(points - TRACK_POINTS)).collect(),
            |from| {
                let to = second(from + TRACK_POINTS - 1);
                db.query_trajectory(NAMESPACE, TRACK, second(from), to, TRACK_POINTS)
                    .expect("a trajectory")
                    .iter()
                    .map(|update| {
                        update.position.x() + f64::from(u8::from(update.metadata.is_null()))
                    })
                    .sum()
            },
        )
    }

    /// One object's points, a second apart, as `Tracks.java` makes them.
    fn fill_track(&mut self, points: usize) -> Value {
        for at in 0..points {
            let place = point(track_place(at));
            let options = Some(SetOptions::with_timestamp(second(at)));
            self.db.upsert(NAMESPACE, TRACK, place, json!({}), options).expect("a point");
        }
        self.track_points = points;
        json!({ "points": points })
    }
}

/// Where the track is at a second.
fn track_place(at: usize) -> [f64; 2] {
    [at as f64 * 1e-5, 45.0 + (at % 1000) as f64 * 1e-5]
}

impl Original {
    fn check_track(&mut self, queries: usize) -> Value {
        let mut wrong = 0;
        for _ in 0..queries {
            let from = self.random.below(self.track_points - TRACK_POINTS);
            let to = second(from + TRACK_POINTS - 1);
            let window = self
                .db
                .query_trajectory(NAMESPACE, TRACK, second(from), to, TRACK_POINTS)
                .expect("a trajectory");
            let right = window.len() == TRACK_POINTS
                && window.iter().enumerate().all(|(i, update)| {
                    let at = from + TRACK_POINTS - 1 - i;
                    let [lon, lat] = track_place(at);
                    // It keeps six decimals.
                    update.timestamp == second(at)
                        && (update.position.x() - lon).abs() < 1e-6
                        && (update.position.y() - lat).abs() < 1e-6
                });
            wrong += usize::from(!right);
        }
        json!({ "wrong": wrong })
    }

    /// Rows of id, microseconds, lon, lat and alt, separated by tabs.
    fn import(&mut self, file: &str) -> Value {
        let rows = fs::read_to_string(file).expect("the rows");
        let mut records = 0;
        for row in rows.lines() {
            let columns: Vec<&str> = row.split('\t').collect();
            let real = |at: usize| columns[at].parse::<f64>().expect("a number");
            let micros = columns[1].parse::<u64>().expect("microseconds after 1970");
            let options = SetOptions::with_timestamp(UNIX_EPOCH + Duration::from_micros(micros));
            let place = Point3d::new(real(2), real(3), real(4));
            self.db
                .upsert(NAMESPACE, columns[0], place, Value::Null, Some(options))
                .expect("an upsert");
            records += 1;
        }
        json!({ "records": records })
    }
}

impl Contestant for Original {
    fn load(&mut self) {
        self.upsert_all();
    }

    fn within(&self, center: [f64; 2], radius_meters: f64) -> Vec<usize> {
        self.db
            .query_radius(NAMESPACE, &point(center), radius_meters, MANY)
            .expect("a radius query")
            .iter()
            .map(|(location, _)| self.world.number(&location.object_id))
            .collect()
    }

    fn nearest(&self, center: [f64; 2], k: usize) -> Vec<usize> {
        self.db
            .knn(NAMESPACE, &point(center), k)
            .expect("a nearest query")
            .iter()
            .map(|(location, _)| self.world.number(&location.object_id))
            .collect()
    }

    fn run(&mut self, work: &Work) -> Option<Lap> {
        let budget = work.budget_nanos;
        let limit = if self.world.is_lattice() { LATTICE_LIMIT } else { MANY };
        match work.name {
            "upsert" => Some(self.upsert_all()),
            "update" => Some(self.updates(0, budget)),
            "get" => Some(self.of_ids(budget, |db, id, _| {
                read(&db.get(NAMESPACE, id).expect("a get").expect("an object"))
            })),
            "distance" => Some(self.of_ids(budget, |db, id, other| {
                db.distance_between(NAMESPACE, id, other, DistanceMetric::Euclidean)
                    .expect("a distance")
                    .expect("two objects")
            })),
            "radius" => Some(self.around(budget, |db, center| {
                rows_sum(db.query_radius(NAMESPACE, center, work.parameter, limit).expect("rows"))
            })),
            "knn" => Some(self.around(budget, |db, center| {
                rows_sum(db.knn(NAMESPACE, center, work.parameter as usize).expect("rows"))
            })),
            "track" => Some(self.tracks(budget)),
            _ => None,
        }
    }

    fn ask(&mut self, words: &[&str]) -> Value {
        match words[0] {
            "opened" => json!({
                "nanos": self.opening_nanos as u64,
                "objects": self.db.stats().hot_state_objects,
            }),
            "update" => {
                let operations = words[1].parse().expect("a number");
                let lap = self.updates(operations, u128::MAX);
                json!({ "operations": lap.operations, "nanos": lap.nanos as u64 })
            }
            "fill-track" => self.fill_track(words[2].parse().expect("a number")),
            "check-track" => self.check_track(words[3].parse().expect("a number")),
            "import" => self.import(&words[1..].join(" ")),
            "resident" => json!({ "bytes": resident_bytes() }),
            "close" => {
                self.db.close().expect("a close");
                json!({ "closed": true })
            }
            _ => json!({ "unsupported": format!("unknown question {}", words[0]) }),
        }
    }
}

type Row = (std::sync::Arc<spatio::db::CurrentLocation>, f64);

/// Touches every part of a row, and copies none.
fn read(row: &spatio::db::CurrentLocation) -> f64 {
    let nanos = row.timestamp.duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    row.object_id.len() as f64
        + row.position.x()
        + row.position.y()
        + f64::from(nanos)
        + f64::from(u8::from(!row.metadata.is_null()))
}

fn rows_sum(rows: Vec<Row>) -> f64 {
    rows.iter()
        .map(|(location, meters)| meters + read(location))
        .sum()
}
