//! Runs blocks of work against the clock, as `BlockClock.java` does.

use std::time::Instant;

const FIRST_BLOCK: usize = 1;
const LARGEST_BLOCK: usize = 1 << 15;
const SHORT_BLOCK_NANOS: u128 = 2_000_000;

/// What was done.
#[derive(Default)]
pub struct Lap {
    pub operations: usize,
    pub nanos: u128,
    pub checksum: f64,
}

impl Lap {
    fn once<T>(
        &mut self,
        size: usize,
        prepare: &mut impl FnMut(usize) -> Vec<T>,
        run: &mut impl FnMut(T) -> f64,
    ) -> u128 {
        let prepared = prepare(size);
        let start = Instant::now();
        let mut sum = 0.0;
        for one in prepared {
            sum += run(one);
        }
        let taken = start.elapsed().as_nanos();
        self.checksum += sum;
        self.nanos += taken;
        self.operations += size;
        taken
    }
}

/// Blocks of growing size until they have taken so long; what is prepared does not count.
pub fn timed<T>(
    budget_nanos: u128,
    mut prepare: impl FnMut(usize) -> Vec<T>,
    mut run: impl FnMut(T) -> f64,
) -> Lap {
    let mut lap = Lap::default();
    let mut size = FIRST_BLOCK;
    while lap.nanos < budget_nanos {
        if lap.once(size, &mut prepare, &mut run) < SHORT_BLOCK_NANOS {
            size = (2 * size).min(LARGEST_BLOCK);
        }
    }
    lap
}

/// Blocks until so many operations are done, or until they have taken so long.
pub fn counted<T>(
    operations: usize,
    budget_nanos: u128,
    mut prepare: impl FnMut(usize) -> Vec<T>,
    mut run: impl FnMut(T) -> f64,
) -> Lap {
    let mut lap = Lap::default();
    while lap.operations < operations && lap.nanos < budget_nanos {
        let size = LARGEST_BLOCK.min(operations - lap.operations);
        lap.once(size, &mut prepare, &mut run);
    }
    lap
}
