//! The same program as a second process.

use crate::support::{at, open, put};
use spatio::Spatio;
use std::io::{BufRead, BufReader, Write, stdin, stdout};
use std::path::Path;
use std::process::{Child, Command, Stdio, exit};

pub const WRITTEN: usize = 10;
const HOLD: &str = "hold";
const OPEN: &str = "open";
const REFUSED: i32 = 3;

pub fn run(role: &str, path: &str) -> ! {
    match role {
        HOLD => {
            let db = open(Path::new(path));
            for number in 0..WRITTEN {
                put(&db, &format!("object-{number}"), at(1.0, 1.0));
            }
            println!("ready");
            stdout().flush().expect("a parent that reads");
            let _ = stdin().read_line(&mut String::new());
            exit(0);
        }
        OPEN => exit(if Spatio::open(path).is_ok() {
            0
        } else {
            REFUSED
        }),
        _ => panic!("no role {role}"),
    }
}

fn command(role: &str, log: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(role).arg(log);
    command
}

/// A process that has written to the database and holds it open without another call.
pub fn hold(log: &Path) -> Child {
    let mut child = command(HOLD, log)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a second process");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output"))
        .read_line(&mut line)
        .expect("a line");
    assert_eq!(line, "ready\n");
    child
}

/// Whether another process can open the database now.
pub fn opens(log: &Path) -> bool {
    let code = command(OPEN, log)
        .status()
        .expect("a second process")
        .code();
    assert!(
        matches!(code, Some(0 | REFUSED)),
        "the second process ended with {code:?}"
    );
    code == Some(0)
}
