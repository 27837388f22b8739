//! Fits the weights of the signs by which exemplars are told: a conditional logit by maximum likelihood.
//!
//! In: copies with their possible exemplars and the true one. Out: the table of `odds.rs`, printed. The
//! same folders give the same weights.

use firsthand_stemma::{Exemplar, Possible, SIGNS};
use std::collections::HashMap;

/// A copy, what it may have been taken from, and which of these it was.
pub(crate) struct Case {
    possible: Possible,
    truth: usize,
}

/// The copies whose exemplar is known and among those weighed.
pub(crate) fn cases(truth: &HashMap<usize, Exemplar>, all: Vec<Possible>) -> impl Iterator<Item = Case> {
    all.into_iter().filter_map(|possible| {
        let known = truth.get(&possible.copy)?;
        let truth = possible.exemplars.iter().position(|one| one.0 == *known)?;
        Some(Case { possible, truth })
    })
}

/// Steps of the descent; more change no weight in its second digit.
const STEPS: usize = 600;

/// How far a step goes at most.
const RATE: f64 = 0.05;

/// Holds weights of signs that are seldom met near nothing.
const RIDGE: f64 = 1e-4;

/// Fits and prints.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
pub(crate) fn fit(cases: &[Case]) {
    let count = SIGNS.len();
    // Signs are brought to one scale, each by the largest it has.
    let mut scale = vec![1e-6f64; count];
    for (_, _, signs) in cases.iter().flat_map(|case| &case.possible.exemplars) {
        signs.iter().zip(&mut scale).for_each(|(&sign, most)| *most = most.max(f64::from(sign).abs()));
    }
    let mut weights = vec![0.0; count];
    let (mut mean, mut square) = (vec![0.0; count], vec![0.0; count]);
    let mut likelihood = 0.0;
    for step in 1..=STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| -RIDGE * weight).collect();
        likelihood = 0.0;
        for case in cases {
            let options = &case.possible.exemplars;
            let sums: Vec<f64> = options
                .iter()
                .map(|(_, stands_for, signs)| {
                    let terms = signs.iter().zip(&weights).zip(&scale);
                    terms.map(|((&sign, weight), scale)| f64::from(sign) * weight / scale).sum::<f64>()
                        + f64::from(*stands_for).ln()
                })
                .collect();
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let all: f64 = sums.iter().map(|sum| (sum - most).exp()).sum();
            likelihood += sums[case.truth] - most - all.ln();
            for (at, ((_, _, signs), sum)) in options.iter().zip(&sums).enumerate() {
                let short = f64::from(u8::from(at == case.truth)) - (sum - most).exp() / all;
                for ((slope, &sign), scale) in slope.iter_mut().zip(signs).zip(&scale) {
                    *slope += short * f64::from(sign) / scale / cases.len() as f64;
                }
            }
        }
        for at in 0..count {
            mean[at] = 0.9 * mean[at] + 0.1 * slope[at];
            square[at] = 0.99 * square[at] + 0.01 * slope[at] * slope[at];
            let (first, second) = (1.0 - 0.9f64.powi(step as i32), 1.0 - 0.99f64.powi(step as i32));
            weights[at] += RATE * (mean[at] / first) / ((square[at] / second).sqrt() + 1e-9);
        }
    }
    println!("{} copies, mean log-likelihood {:.4}", cases.len(), likelihood / cases.len() as f64);
    for ((name, _), (weight, scale)) in SIGNS.iter().zip(weights.iter().zip(&scale)) {
        println!("    ({name:?}, {:.3}),", weight / scale);
    }
}
