//! Tells which defects of docs/parity.md a published version of the original shows, by running it:
//! a line `<version> D12 shown|mended|not-tried <what was seen, or why not>` for each.
//!
//! Each probe works in databases of its own. What would end or hang a process is not tried.

mod child;
mod queries;
mod storage;
mod support;
mod surface;
mod writes;

use support::Verdict;
use support::Verdict::NotTried;

const SERVER: Verdict = NotTried("the server");
const NO_CALL: Verdict = NotTried("a call that is missing cannot be run");
const LOCKS: Verdict = NotTried("locks do not show through the API; read in the source");

fn verdicts() -> Vec<Verdict> {
    vec![
        storage::history_after_restart(),
        storage::torn_tail(),
        writes::map_and_index(),
        writes::namespaces_alias(),
        NotTried("where it is there, it ends the process"),
        queries::nearest(),
        queries::half_width(),
        queries::antimeridian(),
        queries::poles(),
        storage::equal_timestamps_in_history(),
        storage::equal_timestamps_after_restart(),
        writes::late_after_delete(),
        storage::failed_append(),
        writes::wrong_clock(),
        writes::trajectory(),
        storage::damage_at_open(),
        storage::second_process(),
        storage::idle_and_killed(),
        SERVER,
        storage::memory_grows(),
        storage::whole_log_read(),
        storage::log_never_shrinks(),
        LOCKS,
        LOCKS,
        storage::checkpoint_at_open_only(),
        storage::snapshot_of_another_log(),
        storage::buffers_of_deleted(),
        storage::precision(),
        queries::limit_cuts_anywhere(),
        NO_CALL,
        NO_CALL,
        NO_CALL,
        SERVER,
        writes::stale_looks_like_success(),
        surface::stats(),
        queries::altitude_of_a_flat_centre(),
        queries::relative_boxes(),
        queries::unchecked_bounds(),
        queries::polygons(),
        writes::delete_of_nothing(),
        storage::metadata_that_does_not_parse(),
        surface::config(),
        NotTried("the Python package"),
        NotTried("documents; nothing to run"),
        NotTried("constants, one of them in Python; read in the source"),
        queries::hull_of_few(),
        NotTried("types that nothing takes; nothing to run"),
        NotTried("a matter of speed: bin/benchmark engine.city measures it"),
        NotTried("a matter of memory: bin/benchmark heap.engine measures it"),
    ]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [role, path] = arguments.as_slice() {
        child::run(role, path);
    }
    for (index, verdict) in verdicts().into_iter().enumerate() {
        println!("{} D{} {verdict}", spatio::VERSION, index + 1);
    }
    support::clean_up();
}
