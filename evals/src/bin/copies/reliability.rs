//! How far a stated certainty can be trusted: of the copies whose exemplar is stated with it, how many
//! are right.

use firsthand_stemma::{Exemplar, Stemma};
use std::collections::{BTreeMap, HashMap};

/// Prints the table; says nothing where the truth isn't at hand.
#[expect(clippy::print_stdout, reason = "the table is what this program is for")]
pub(crate) fn table(truth: &HashMap<usize, Exemplar>, families: &[Stemma]) {
    let mut rows: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for copying in families.iter().flat_map(|family| &family.copyings) {
        let Some(truth) = truth.get(&copying.copy) else { continue };
        let is_lost = copying.exemplar == Exemplar::Lost;
        let row = rows.entry((is_lost, std::cmp::Reverse(copying.certainty))).or_default();
        row.0 += usize::from(copying.exemplar == *truth);
        row.1 += 1;
    }
    for ((is_lost, certainty), (right, all)) in rows {
        let what = if is_lost { "lost" } else { "held" };
        println!("  {what} {:<10} right {:.3} of {all}", certainty.0.as_str(), right as f64 / all as f64);
    }
}
