//! rstar itself, in two dimensions.

use crate::clock::{Lap, counted, timed};
use crate::world::{SplitMix, World, half_box, haversine_meters};
use crate::{Contestant, Work};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

const NEAR_METERS: f64 = 100.0;
/// Inserting takes as many budgets at most: it counts a whole world.
const INSERT_BUDGETS: u128 = 20;

type Entry = GeomWithData<[f64; 2], u32>;

pub struct Tree {
    world: World,
    tree: RTree<Entry>,
    random: SplitMix,
}

impl Tree {
    pub fn new(world: World) -> Tree {
        Tree { world, tree: RTree::new(), random: SplitMix(7) }
    }

    fn visit(&self, center: [f64; 2], radius_meters: f64, mut visit: impl FnMut(usize, f64)) {
        let [wide, high] = half_box(center[1], radius_meters);
        let envelope = AABB::from_corners(
            [center[0] - wide, center[1] - high],
            [center[0] + wide, center[1] + high],
        );
        for entry in self.tree.locate_in_envelope(&envelope) {
            let meters = haversine_meters(center, *entry.geom());
            if meters <= radius_meters {
                visit(entry.data as usize, meters);
            }
        }
    }

    fn insert_all(&mut self, budget_nanos: u128) -> Lap {
        self.tree = RTree::new();
        self.world.restart();
        let (world, tree) = (&self.world, &mut self.tree);
        let mut next = 0;
        counted(
            world.size(),
            budget_nanos,
            |size| {
                next += size;
                (next - size..next).collect()
            },
            |object| {
                tree.insert(GeomWithData::new(world.place(object), object as u32));
                1.0
            },
        )
    }
}

impl Contestant for Tree {
    fn load(&mut self) {
        self.insert_all(u128::MAX);
    }

    fn within(&self, center: [f64; 2], radius_meters: f64) -> Vec<usize> {
        let mut objects = Vec::new();
        self.visit(center, radius_meters, |object, _| objects.push(object));
        objects
    }

    fn nearest(&self, center: [f64; 2], k: usize) -> Vec<usize> {
        self.tree
            .nearest_neighbor_iter(&center)
            .take(k)
            .map(|entry| entry.data as usize)
            .collect()
    }

    fn run(&mut self, work: &Work) -> Option<Lap> {
        let budget = work.budget_nanos;
        if work.name == "insert" {
            return Some(self.insert_all(INSERT_BUDGETS * budget));
        }
        if work.name == "update" {
            let (world, tree, random) = (&mut self.world, &mut self.tree, &mut self.random);
            return Some(timed(
                budget,
                |size| {
                    (0..size)
                        .map(|_| {
                            let object = random.below(world.size());
                            let old = world.place(object);
                            (object as u32, old, world.step(object, random))
                        })
                        .collect()
                },
                |(object, old, new)| {
                    let removed = tree.remove(&GeomWithData::new(old, object)).is_some();
                    tree.insert(GeomWithData::new(new, object));
                    f64::from(u8::from(removed))
                },
            ));
        }
        let mut random = SplitMix(self.random.next());
        let centers = |size: usize| {
            (0..size)
                .map(|_| {
                    let object = random.below(self.world.size());
                    self.world.near(object, NEAR_METERS, &mut random)
                })
                .collect::<Vec<[f64; 2]>>()
        };
        match work.name {
            "radius" => Some(timed(budget, centers, |center| {
                let mut sum = 0.0;
                self.visit(center, work.parameter, |object, meters| sum += meters + object as f64);
                sum
            })),
            "knn" => Some(timed(budget, centers, |center| {
                self.tree
                    .nearest_neighbor_iter(&center)
                    .take(work.parameter as usize)
                    .map(|entry| haversine_meters(center, *entry.geom()) + f64::from(entry.data))
                    .sum()
            })),
            _ => None,
        }
    }
}
