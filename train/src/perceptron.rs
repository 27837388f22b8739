//! Averaged structured perceptrons (Collins 2002) for the taggers of `firsthand-claim`.
//!
//! In: sentences with the right tag of each token, and the keys of what speaks for a tag. Out: weights
//! by key, averaged over all steps and brought to eight bits. Whole numbers, a fixed order of
//! sentences and no clock: the same data give the same weights.

use firsthand_claim::tag::chain::{Scores, best};
use firsthand_claim::tag::linear::{MOST_TAGS, weight};
use std::collections::{BTreeMap, HashMap};

/// A sentence to learn from.
pub(crate) struct Example {
    /// The right tag of each token.
    pub(crate) tags: Vec<u8>,
    /// For each token, the keys of what speaks for its tag by itself.
    pub(crate) keys: Vec<Vec<u64>>,
    /// Tokens whose tag is known beforehand.
    pub(crate) certain: Vec<Option<u8>>,
}

/// How a model is trained.
pub(crate) struct Plan {
    /// How many tags there are.
    pub(crate) tags: usize,
    /// How many models are trained, each on the sentences in another order, and averaged: their errors
    /// differ more than what they have learnt.
    pub(crate) models: u64,
    /// How often each reads all sentences.
    pub(crate) rounds: usize,
    /// Features of fewer tokens than this are left out.
    pub(crate) rarest: u32,
    /// What one step of the file's weights means.
    pub(crate) step: f64,
    /// Weights of fewer steps than this are left out.
    pub(crate) smallest: i8,
}

/// The keys of what speaks for tags of the token at a place of a sentence after two others.
pub(crate) trait After {
    /// Calls `each` with every key for token `at` of sentence `number`.
    fn keys(&self, number: usize, at: usize, before: u8, last: u8, each: &mut dyn FnMut(u64));
}

struct Weights {
    tags: usize,
    ids: HashMap<u64, u32>,
    now: Vec<i32>,
    /// Sum over all steps, kept up lazily: `total = now * steps - owed`.
    owed: Vec<i64>,
}

impl Weights {
    fn id(&mut self, key: u64) -> u32 {
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            let len = self.ids.len() * self.tags;
            self.now.resize(len, 0);
            self.owed.resize(len, 0);
        }
        id
    }

    fn add(&self, id: u32, scores: &mut [i32; MOST_TAGS]) {
        let start = id as usize * self.tags;
        for (score, weight) in scores.iter_mut().zip(&self.now[start..start + self.tags]) {
            *score += weight;
        }
    }

    fn step(&mut self, id: u32, tag: u8, by: i32, steps: i64) {
        let at = id as usize * self.tags + usize::from(tag);
        self.now[at] += by;
        self.owed[at] += i64::from(by) * steps;
    }
}

struct Now<'a, A> {
    weights: &'a Weights,
    ids: &'a [Vec<u32>],
    certain: &'a [Option<u8>],
    number: usize,
    after: &'a A,
}

impl<A: After> Scores for Now<'_, A> {
    fn tags(&self) -> usize {
        self.weights.tags
    }
    fn margin(&self) -> i32 {
        i32::MAX
    }
    fn certain(&self, at: usize) -> Option<u8> {
        self.certain[at]
    }
    fn token(&self, at: usize, scores: &mut [i32; MOST_TAGS]) {
        for &id in &self.ids[at] {
            self.weights.add(id, scores);
        }
    }
    fn after(&self, at: usize, before: u8, last: u8, scores: &mut [i32; MOST_TAGS]) {
        self.after.keys(self.number, at, before, last, &mut |key| {
            if let Some(&id) = self.weights.ids.get(&key) {
                self.weights.add(id, scores);
            }
        });
    }
}

/// Learns from `examples`; gives weights by key.
pub(crate) fn train<A: After>(examples: &[Example], after: &A, plan: &Plan) -> BTreeMap<u64, Vec<(u8, i8)>> {
    let mut sums: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    for model in 0..plan.models {
        for (key, weights) in train_one(examples, after, plan, model) {
            let sum = sums.entry(key).or_insert_with(|| vec![0.0; plan.tags]);
            for (tag, weight) in weights {
                sum[usize::from(tag)] += weight / plan.models as f64;
            }
        }
    }
    let kept = |weight: &i8| weight.abs() >= plan.smallest.max(1);
    let row = |weights: Vec<f64>| -> Vec<(u8, i8)> {
        let bytes = weights.into_iter().map(|sum| weight(sum / plan.step)).enumerate();
        bytes.filter(|(_, weight)| kept(weight)).map(|(tag, weight)| (tag as u8, weight)).collect()
    };
    sums.into_iter().map(|(key, weights)| (key, row(weights))).filter(|(_, row)| !row.is_empty()).collect()
}

/// One model's averaged weights.
fn train_one<A: After>(
    examples: &[Example],
    after: &A,
    plan: &Plan,
    model: u64,
) -> Vec<(u64, Vec<(u8, f64)>)> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for key in examples.iter().flat_map(|example| example.keys.iter().flatten()) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut weights = Weights { tags: plan.tags, ids: HashMap::new(), now: Vec::new(), owed: Vec::new() };
    let ids: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .map(|example| {
            let token = |keys: &Vec<u64>| {
                keys.iter().filter(|key| counts[key] >= plan.rarest).map(|&key| weights.id(key)).collect()
            };
            example.keys.iter().map(token).collect()
        })
        .collect();
    drop(counts);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15 ^ (model << 32);
    let mut steps: i64 = 0;
    for _ in 0..plan.rounds {
        // Fisher and Yates' shuffle, with a fixed generator (xorshift64).
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        for &number in &order {
            steps += 1;
            let example = &examples[number];
            let now = Now { weights: &weights, ids: &ids[number], certain: &example.certain, number, after };
            let found = best(example.tags.len(), &now);
            if found == example.tags {
                continue;
            }
            for (tags, by) in [(&example.tags, 1), (&found, -1)] {
                for (at, &tag) in tags.iter().enumerate() {
                    let last = at.checked_sub(1).map_or(255, |at| tags[at]);
                    let before = at.checked_sub(2).map_or(255, |at| tags[at]);
                    let same = |other: &[u8]| {
                        other[at] == tag
                            && at.checked_sub(1).is_none_or(|at| other[at] == tags[at])
                            && at.checked_sub(2).is_none_or(|at| other[at] == tags[at])
                    };
                    if same(&found) && same(&example.tags) {
                        continue;
                    }
                    if found[at] != example.tags[at] {
                        for &id in &ids[number][at] {
                            weights.step(id, tag, by, steps);
                        }
                    }
                    let mut keys = Vec::new();
                    after.keys(number, at, before, last, &mut |key| keys.push(key));
                    for key in keys {
                        let id = weights.id(key);
                        weights.step(id, tag, by, steps);
                    }
                }
            }
        }
    }
    let mean = |at: usize| {
        let total = i64::from(weights.now[at]) * (steps + 1) - weights.owed[at];
        total as f64 / (steps + 1) as f64
    };
    let row = |id: u32| -> Vec<(u8, f64)> {
        let start = id as usize * plan.tags;
        let means = (0..plan.tags).map(|tag| (tag as u8, mean(start + tag)));
        means.filter(|(_, mean)| *mean != 0.0).collect()
    };
    weights.ids.iter().map(|(&key, &id)| (key, row(id))).collect()
}
