//! The log, restarts, and what is kept in memory.

use crate::child;
use crate::support::{
    NAMESPACE, Verdict, at, close, fresh, length, lon, memory, open, put, put_at, second, seen,
    snapshot_of, track,
};
use serde_json::json;
use spatio::{Config, SetOptions, Spatio, SyncPolicy};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

const MANY: u64 = 20_000;

fn fill(db: &Spatio, id: &str, from: u64, count: u64) {
    for number in from..from + count {
        put_at(db, id, at(1.0, 0.0), json!({}), second(number));
    }
}

fn append(log: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(log)
        .expect("the log");
    file.write_all(bytes).expect("bytes at its end");
}

/// D1.
pub fn history_after_restart() -> Verdict {
    let log = fresh("history");
    let db = open(&log);
    fill(&db, "one", 0, 250);
    close(db);
    let db = open(&log);
    fill(&db, "one", 250, 1);
    let found = track(&db, "one").len();
    seen(&[(
        found != 251,
        &format!("of 251 points {found} after a restart and a write"),
    )])
}

/// D2.
pub fn torn_tail() -> Verdict {
    let log = fresh("torn");
    let db = open(&log);
    fill(&db, "one", 0, 3);
    close(db);
    append(&log, b"0badc0de|17000000");
    let db = open(&log);
    fill(&db, "one", 3, 1);
    close(db);
    let found = track(&open(&log), "one").len();
    seen(&[(found != 4, "the first record after a torn line is lost")])
}

/// D10: one more than the recent buffer holds, so that the log is read too.
pub fn equal_timestamps_in_history() -> Verdict {
    let db = open(&fresh("equal"));
    for number in 0..101 {
        put_at(&db, "one", at(f64::from(number), 0.0), json!({}), second(0));
    }
    let found = track(&db, "one").len();
    seen(&[(
        found != 101,
        &format!("of 101 records of one timestamp history gives {found}"),
    )])
}

/// D11.
pub fn equal_timestamps_after_restart() -> Verdict {
    let log = fresh("restart");
    let db = open(&log);
    for lon in [1.0, 2.0] {
        put_at(&db, "one", at(lon, 0.0), json!({}), second(0));
    }
    let before = lon(&db, "one");
    close(db);
    let after = lon(&open(&log), "one");
    seen(&[(
        before != after,
        "of two records of one timestamp another is current after a restart",
    )])
}

/// D13, the half without a race: `bin/parity` bounds the size of files, so that the log cannot grow.
pub fn failed_append() -> Verdict {
    let config = Config::default().with_sync_policy(SyncPolicy::Always);
    let db = Spatio::open_with_config(fresh("full"), config).expect("a database");
    for number in 0..200 {
        let id = format!("object-{number}");
        let metadata = json!({"note": "x".repeat(200_000)});
        if db
            .upsert(NAMESPACE, &id, at(1.0, 0.0), metadata, None)
            .is_err()
        {
            return seen(&[(lon(&db, &id).is_some(), "a write that failed is there")]);
        }
    }
    Verdict::NotTried("nothing bounds the size of a file here: start it by bin/parity")
}

/// D16: first a flipped bit, then bytes that are no text.
pub fn damage_at_open() -> Verdict {
    let damaged = |name: &str, damage: &dyn Fn(&mut [u8])| {
        let log = fresh(name);
        let db = open(&log);
        for id in ["one", "two", "three"] {
            put(&db, id, at(1.0, 0.0));
        }
        close(db);
        let _ = fs::remove_file(snapshot_of(&log));
        let mut bytes = fs::read(&log).expect("the log");
        damage(&mut bytes);
        fs::write(&log, bytes).expect("the log");
        Spatio::open(&log).is_ok_and(|db| lon(&db, "two").is_none())
    };
    let place = |bytes: &[u8]| {
        bytes
            .windows(5)
            .position(|window| window == b"|two|")
            .expect("the record of two")
            + 1
    };
    seen(&[
        (
            damaged("flipped", &|bytes| bytes[place(bytes)] ^= 1),
            "a damaged record is left out, open says nothing",
        ),
        (
            damaged("no-text", &|bytes| bytes[place(bytes)] = 0xff),
            "so is one that is no text",
        ),
    ])
}

/// D17.
pub fn second_process() -> Verdict {
    let log = fresh("held");
    let db = open(&log);
    put(&db, "one", at(1.0, 0.0));
    let opened = child::opens(&log);
    close(db);
    seen(&[(opened, "a second process opens the log")])
}

/// D18: three seconds of silence under the default policy, then SIGKILL.
pub fn idle_and_killed() -> Verdict {
    let log = fresh("killed");
    let mut holder = child::hold(&log);
    sleep(Duration::from_secs(3));
    holder.kill().expect("a kill");
    holder.wait().expect("its end");
    let db = open(&log);
    let found = (0..child::WRITTEN)
        .filter(|number| lon(&db, &format!("object-{number}")).is_some())
        .count();
    let what = format!("three seconds after 10 writes a killed process has left {found}");
    seen(&[(found != child::WRITTEN, &what)])
}

/// D20.
pub fn memory_grows() -> Verdict {
    let db = memory();
    fill(&db, "one", 0, MANY);
    let all = track(&db, "one").len() as u64 == MANY;
    seen(&[(
        all,
        "in memory all of 20,000 updates of one object are kept, and nothing bounds them",
    )])
}

fn bytes_read() -> Option<u64> {
    let counts = fs::read_to_string("/proc/self/io").ok()?;
    counts
        .lines()
        .find_map(|line| line.strip_prefix("rchar: "))?
        .parse()
        .ok()
}

/// D21: one record of one object in a log of another's.
pub fn whole_log_read() -> Verdict {
    let log = fresh("whole");
    let db = open(&log);
    fill(&db, "one", 0, 1);
    fill(&db, "other", 0, MANY);
    close(db);
    let db = open(&log);
    let (Some(before), found, Some(after)) = (bytes_read(), track(&db, "one").len(), bytes_read())
    else {
        return Verdict::NotTried("this system does not count bytes read");
    };
    assert_eq!(found, 1);
    seen(&[(
        after - before >= length(&log),
        "a track of one record reads the whole log",
    )])
}

/// D22.
pub fn log_never_shrinks() -> Verdict {
    let log = fresh("shrink");
    let db = open(&log);
    fill(&db, "one", 0, MANY);
    db.delete(NAMESPACE, "one").expect("a delete");
    close(db);
    let before = length(&log);
    close(open(&log));
    seen(&[(
        length(&log) >= before,
        "all records of a deleted object stay, and no call takes them out",
    )])
}

/// D25: how much of the log the snapshot covers after a close.
pub fn checkpoint_at_open_only() -> Verdict {
    let log = fresh("checkpoint");
    let db = open(&log);
    fill(&db, "one", 0, 1000);
    close(db);
    let snapshot = fs::read_to_string(snapshot_of(&log)).unwrap_or_default();
    let covered = snapshot
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("#spatio-snap v1 ")?.parse::<u64>().ok())
        .unwrap_or(0);
    seen(&[(
        covered < length(&log),
        "neither 1000 writes nor a close write a checkpoint",
    )])
}

/// D26: the snapshot of one log beside another that is longer.
pub fn snapshot_of_another_log() -> Verdict {
    let (log, other) = (fresh("mine"), fresh("other"));
    let db = open(&log);
    put(&db, "mine", at(1.0, 0.0));
    close(db);
    close(open(&log));
    let db = open(&other);
    fill(&db, "other", 0, 10);
    close(db);
    fs::copy(&other, &log).expect("a copy");
    let db = open(&log);
    let wrong = lon(&db, "mine").is_some();
    seen(&[(
        wrong,
        "a snapshot is believed beside a log that is not its own",
    )])
}

/// D27.
pub fn buffers_of_deleted() -> Verdict {
    let db = open(&fresh("buffers"));
    for number in 0..100 {
        let id = format!("object-{number}");
        fill(&db, &id, 0, 10);
        db.delete(NAMESPACE, &id).expect("a delete");
    }
    let left = db.stats().cold_state_trajectories;
    seen(&[(
        left != 0,
        &format!("{left} of 100 deleted objects still have a buffer"),
    )])
}

/// D28.
pub fn precision() -> Verdict {
    let log = fresh("precision");
    let place = 1.000_000_4;
    let day_before = UNIX_EPOCH - Duration::from_secs(86_400);
    let db = open(&log);
    put(&db, "one", at(place, 0.0));
    let options = Some(SetOptions::with_timestamp(day_before));
    let taken = db
        .upsert(NAMESPACE, "old", at(1.0, 0.0), json!({}), options)
        .is_ok();
    close(db);
    let db = open(&log);
    let old = db
        .get(NAMESPACE, "old")
        .expect("a get")
        .map(|object| object.timestamp);
    seen(&[
        (
            lon(&db, "one") != Some(place),
            "a restart cuts the seventh decimal",
        ),
        (
            taken && old != Some(day_before),
            "a time before 1970 becomes 1970",
        ),
    ])
}

/// D41: a line of a log without checksums, as older versions wrote it.
pub fn metadata_that_does_not_parse() -> Verdict {
    let log = fresh("metadata");
    fs::write(
        &log,
        "1700000000000000|fleet|one|1.0|2.0|0.0|99|{\"driver\":\n",
    )
    .expect("a log");
    let metadata = open(&log)
        .get(NAMESPACE, "one")
        .expect("a get")
        .map(|object| object.metadata.clone());
    let null = metadata == Some(serde_json::Value::Null);
    seen(&[(
        null,
        "metadata that does not parse becomes null, whatever length the record tells",
    )])
}
