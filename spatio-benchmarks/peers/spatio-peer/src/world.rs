//! The world every contestant starts from, and how its objects move.

use std::fs;

const METERS_PER_DEGREE: f64 = 111_195.0;
const LATTICE_METERS: f64 = 40.0;
const STEP_MIN_METERS: f64 = 10.0;
const STEP_MAX_METERS: f64 = 70.0;
const EARTH_RADIUS_METERS: f64 = 6_371_008.771_4;

/// The generator of `SplitMix.java`.
pub struct SplitMix(pub u64);

impl SplitMix {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn signed(&mut self) -> f64 {
        2.0 * self.unit() - 1.0
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (((self.next() >> 32) * bound as u64) >> 32) as usize
    }
}

/// Where the objects start, and where they are.
pub struct World {
    side: usize,
    home: Vec<[f64; 2]>,
    place: Vec<[f64; 2]>,
    lon_per_meter: Vec<f64>,
}

impl World {
    /// Reads the file that `WorldFile.java` writes.
    pub fn read(file: &str) -> World {
        let bytes = fs::read(file).expect("the world file");
        let whole = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let real = |at: usize| f64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
        let (size, side) = (whole(0), whole(4));
        let home: Vec<[f64; 2]> = (0..size)
            .map(|i| [real(8 + 24 * i), real(16 + 24 * i)])
            .collect();
        let lon_per_meter = (0..size).map(|i| real(24 + 24 * i)).collect();
        let place = home.clone();
        World { side, home, place, lon_per_meter }
    }

    pub fn size(&self) -> usize {
        self.home.len()
    }

    pub fn is_lattice(&self) -> bool {
        self.side > 0
    }

    pub fn home(&self, object: usize) -> [f64; 2] {
        self.home[object]
    }

    pub fn place(&self, object: usize) -> [f64; 2] {
        self.place[object]
    }

    pub fn restart(&mut self) {
        self.place.clone_from(&self.home);
    }

    pub fn id(&self, object: usize) -> String {
        if self.is_lattice() {
            format!("obj:{}:{}", object / self.side, object % self.side)
        } else {
            format!("vehicle-{object:08}")
        }
    }

    pub fn number(&self, id: &str) -> usize {
        if self.is_lattice() {
            let mut parts = id.split(':').skip(1);
            let mut next = || parts.next().unwrap().parse::<usize>().unwrap();
            let x = next();
            x * self.side + next()
        } else {
            id[8..].parse().unwrap()
        }
    }

    /// Moves an object as `Walk.java` does.
    pub fn step(&mut self, object: usize, random: &mut SplitMix) -> [f64; 2] {
        let wide = self.lon_per_meter[object];
        let high = 1.0 / METERS_PER_DEGREE;
        let place = if self.is_lattice() {
            let [lon, lat] = self.home[object];
            [
                lon + LATTICE_METERS * random.signed() * wide,
                lat + LATTICE_METERS * random.signed() * high,
            ]
        } else {
            let [lon, lat] = self.place[object];
            [lon + meters(random) * wide, lat + meters(random) * high]
        };
        self.place[object] = place;
        place
    }

    /// A place up to so many metres from an object's.
    pub fn near(&self, object: usize, max_meters: f64, random: &mut SplitMix) -> [f64; 2] {
        let [lon, lat] = self.place[object];
        [
            lon + max_meters * random.signed() * self.lon_per_meter[object],
            lat + max_meters * random.signed() / METERS_PER_DEGREE,
        ]
    }
}

fn meters(random: &mut SplitMix) -> f64 {
    let drawn = random.signed();
    let length = STEP_MIN_METERS + (STEP_MAX_METERS - STEP_MIN_METERS) * drawn.abs();
    length.copysign(drawn)
}

/// The great circle on the sphere, by the haversine.
pub fn haversine_meters(a: [f64; 2], b: [f64; 2]) -> f64 {
    let half_lat = ((a[1] - b[1]).to_radians() / 2.0).sin();
    let half_lon = ((a[0] - b[0]).to_radians() / 2.0).sin();
    let h = half_lat * half_lat
        + a[1].to_radians().cos() * b[1].to_radians().cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS_METERS * h.sqrt().min(1.0).asin()
}

/// Half the width and half the height, in degrees, of the box around a circle away from the poles.
pub fn half_box(lat: f64, radius_meters: f64) -> [f64; 2] {
    let angle = radius_meters / EARTH_RADIUS_METERS;
    let half_lon = (angle.sin() / lat.to_radians().cos()).asin().to_degrees();
    [half_lon * (1.0 + 1e-9), angle.to_degrees() * (1.0 + 1e-9)]
}
