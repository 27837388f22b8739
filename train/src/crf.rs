//! Linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001) and logistic
//! regression over hashed features, by AdaGrad (Duchi, Hazan and Singer 2011).
//!
//! In: examples. Out: weights. A fixed generator orders the examples: the same data give the same
//! weights on the same machine.

use firsthand_claim::learned::{LINKS, ROWS, SCALE, TAGS, Tagging, best, follows};

/// Size of the first steps; they shrink to a tenth.
const STEP: f32 = 0.1;
/// What pulls weights to nothing.
const PULL: f32 = 1e-5;
/// What the sum of squares begins with.
const FIRST_SQUARE: f32 = 1e-2;
/// Stands for the logarithm of nothing.
const NEVER: f32 = -1e4;

/// A paragraph to learn from.
pub(crate) struct Example {
    /// Rows of the features of each word.
    pub(crate) keys: Vec<Vec<u32>>,
    /// The right tag of each.
    pub(crate) tags: Vec<u8>,
}

/// Two runs of words, and whether they belong together.
pub(crate) struct Pair {
    pub(crate) keys: Vec<u32>,
    pub(crate) together: bool,
}

/// A weight with the sum of the squares of its gradients.
fn move_by(weight: &mut f32, square: &mut f32, gradient: f32, step: f32) {
    *square += gradient * gradient;
    *weight += step * gradient / square.sqrt();
}

/// Runs through `count` examples `rounds` times, in an order that changes and that `seed` begins; calls
/// `each` with the number of an example and the size of the step.
fn rounds(count: usize, rounds: usize, seed: u64, mut each: impl FnMut(usize, f32)) {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15 ^ seed.wrapping_mul(0xD1B5_4A32_D192_ED03);
    let all = (count * rounds).max(1) as f32;
    let mut done = 0.0;
    for _ in 0..rounds {
        for at in (1..count).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        for &number in &order {
            done += 1.0;
            each(number, STEP * (1.0 - 0.9 * done / all));
        }
    }
}

type Row = [f32; TAGS];

/// A tagger of sequences.
pub(crate) struct Crf {
    rows: Vec<f32>,
    squares: Vec<f32>,
    /// After each tag, and at the start.
    after: [Row; TAGS + 1],
    after_squares: [Row; TAGS + 1],
}

impl Crf {
    /// The mean of `models` models that saw the examples in other orders: what is learnt is one and the
    /// same optimum (the likelihood is concave), and chance, how each run stopped near it, is averaged out.
    pub(crate) fn train_mean(examples: &[&Example], times: usize, models: u64) -> Crf {
        let mut mean = Crf::train(examples, times, 0);
        for seed in 1..models {
            let next = Crf::train(examples, times, seed);
            let weight = 1.0 / (seed + 1) as f32;
            let pairs = mean.rows.iter_mut().zip(&next.rows);
            let after = mean.after.as_flattened_mut().iter_mut().zip(next.after.as_flattened());
            pairs.chain(after).for_each(|(mean, next)| *mean += (next - *mean) * weight);
        }
        mean
    }

    pub(crate) fn train(examples: &[&Example], times: usize, seed: u64) -> Crf {
        let size = TAGS << ROWS;
        let mut crf = Crf {
            rows: vec![0.0; size],
            squares: vec![FIRST_SQUARE; size],
            after: [[0.0; TAGS]; TAGS + 1],
            after_squares: [[FIRST_SQUARE; TAGS]; TAGS + 1],
        };
        rounds(examples.len(), times, seed, |number, step| crf.learn(examples[number], step));
        crf
    }

    /// Weights of each tag after each, then at the start.
    pub(crate) fn after(&self) -> Vec<f32> {
        self.after.concat()
    }

    pub(crate) fn rows(&self) -> &[f32] {
        &self.rows
    }

    /// The best tags, by weights in the points of the file.
    pub(crate) fn tag(&self, example: &Example) -> Tagging {
        let points = |weight: f32| (weight * SCALE as f32).round() as i32;
        let scores: Vec<[i32; TAGS]> = self.scores(example).iter().map(|row| row.map(points)).collect();
        best(&scores, &|last, now| points(self.after[last][now]))
    }

    fn scores(&self, example: &Example) -> Vec<Row> {
        let score = |keys: &Vec<u32>| {
            let mut sum = [0.0; TAGS];
            for &key in keys {
                let at = key as usize * TAGS;
                for (sum, weight) in sum.iter_mut().zip(&self.rows[at..at + TAGS]) {
                    *sum += weight;
                }
            }
            sum
        };
        example.keys.iter().map(score).collect()
    }

    fn step(&self, last: usize, now: usize) -> f32 {
        if follows(last, now) { self.after[last][now] } else { NEVER }
    }

    /// One step up the gradient of the log-likelihood (forward and backward).
    fn learn(&mut self, example: &Example, step: f32) {
        let scores = self.scores(example);
        let len = scores.len();
        if len == 0 {
            return;
        }
        let (mut to, mut from) = (vec![[0.0; TAGS]; len], vec![[0.0; TAGS]; len]);
        for now in 0..TAGS {
            to[0][now] = scores[0][now] + self.step(TAGS, now);
        }
        for at in 1..len {
            for now in 0..TAGS {
                let ways: Row = std::array::from_fn(|last| to[at - 1][last] + self.step(last, now));
                to[at][now] = scores[at][now] + log_sum(&ways);
            }
        }
        for at in (0..len - 1).rev() {
            for now in 0..TAGS {
                let ways: Row = std::array::from_fn(|next| {
                    self.step(now, next) + scores[at + 1][next] + from[at + 1][next]
                });
                from[at][now] = log_sum(&ways);
            }
        }
        let total = log_sum(&to[len - 1]);
        let mut after = [[0.0; TAGS]; TAGS + 1];
        for at in 0..len {
            let right = usize::from(example.tags[at]);
            let mut gradient = [0.0; TAGS];
            for (now, slot) in gradient.iter_mut().enumerate() {
                let expected = (to[at][now] + from[at][now] - total).exp();
                *slot = f32::from(u8::from(now == right)) - expected;
                if at == 0 {
                    after[TAGS][now] += *slot;
                } else {
                    for (last, row) in after.iter_mut().enumerate().take(TAGS) {
                        let way = to[at - 1][last] + self.step(last, now) + scores[at][now] + from[at][now];
                        row[now] -= (way - total).exp();
                    }
                }
            }
            if at > 0 {
                after[usize::from(example.tags[at - 1])][right] += 1.0;
            }
            if gradient.iter().all(|part| part.abs() < 1e-3) {
                continue;
            }
            for &key in &example.keys[at] {
                let at = key as usize * TAGS;
                for (now, part) in gradient.iter().enumerate() {
                    let weight = &mut self.rows[at + now];
                    let pulled = part - PULL * *weight;
                    move_by(weight, &mut self.squares[at + now], pulled, step);
                }
            }
        }
        let rows = self.after.iter_mut().zip(&mut self.after_squares).zip(&after);
        for ((weights, squares), gradients) in rows {
            for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradients) {
                move_by(weight, square, *gradient, step);
            }
        }
    }
}

fn log_sum(row: &Row) -> f32 {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    most + row.iter().map(|value| (value - most).exp()).sum::<f32>().ln()
}

/// Logistic regression.
pub(crate) struct Links {
    weights: Vec<f32>,
}

impl Links {
    pub(crate) fn train(pairs: &[Pair], times: usize) -> Links {
        let mut weights = vec![0.0; 1 << LINKS];
        let mut squares = vec![FIRST_SQUARE; 1 << LINKS];
        rounds(pairs.len(), times, 0, |number, step| {
            let pair = &pairs[number];
            let score: f32 = pair.keys.iter().map(|&key| weights[key as usize]).sum();
            let off = f32::from(u8::from(pair.together)) - 1.0 / (1.0 + (-score).exp());
            for &key in &pair.keys {
                let weight = &mut weights[key as usize];
                let pulled = off - PULL * *weight;
                move_by(weight, &mut squares[key as usize], pulled, step);
            }
        });
        Links { weights }
    }

    pub(crate) fn weights(&self) -> &[f32] {
        &self.weights
    }
}
