//! The peers in Rust: Spatio itself and the tree it is built on. Reads questions from standard input and answers each with
//! one line of JSON, as `ContestantMain.java` does.

mod clock;
mod original;
mod tree;
mod world;

use clock::Lap;
use original::Original;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::time::Instant;
use tree::Tree;
use world::World;

/// What to do in a lap.
pub struct Work<'a> {
    pub name: &'a str,
    pub parameter: f64,
    pub budget_nanos: u128,
}

/// Something that is measured.
pub trait Contestant {
    fn load(&mut self);
    fn within(&self, center: [f64; 2], radius_meters: f64) -> Vec<usize>;
    fn nearest(&self, center: [f64; 2], k: usize) -> Vec<usize>;
    fn run(&mut self, work: &Work) -> Option<Lap>;
    fn ask(&mut self, words: &[&str]) -> Value {
        json!({ "unsupported": format!("unknown question {}", words[0]) })
    }
}

fn main() {
    let arguments: HashMap<String, String> = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.split_once('=').map(|(a, b)| (a.into(), b.into())))
        .collect();
    let world = World::read(&arguments["world"]);
    let mut contestant: Box<dyn Contestant> = match arguments["kind"].as_str() {
        "spatio" => Box::new(Original::open(world, arguments.get("path").cloned())),
        "rstar" => Box::new(Tree::new(world)),
        other => panic!("no contestant of kind {other}"),
    };
    let mut answers = io::stdout();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let words: Vec<&str> = line.split_whitespace().collect();
        writeln!(answers, "{}", answer(contestant.as_mut(), &words)).expect("standard output");
        answers.flush().expect("standard output");
    }
}

fn answer(contestant: &mut dyn Contestant, words: &[&str]) -> Value {
    let number = |at: usize| words[at].parse::<f64>().expect("a number");
    match words[0] {
        "load" => {
            let start = Instant::now();
            contestant.load();
            json!({ "nanos": start.elapsed().as_nanos() as u64 })
        }
        "within" => json!({ "objects": contestant.within([number(1), number(2)], number(3)) }),
        "nearest" => {
            json!({ "objects": contestant.nearest([number(1), number(2)], number(3) as usize) })
        }
        "run" => {
            let work = Work {
                name: words[1],
                parameter: number(2),
                budget_nanos: (number(3) * 1e6) as u128,
            };
            match contestant.run(&work) {
                Some(lap) => json!({
                    "operations": lap.operations,
                    "nanos": lap.nanos as u64,
                    "cpu_nanos": -1,
                    "checksum": lap.checksum,
                }),
                None => json!({ "unsupported": format!("no work {}", work.name) }),
            }
        }
        _ => contestant.ask(words),
    }
}
