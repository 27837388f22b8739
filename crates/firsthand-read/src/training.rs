//! What a program needs that trains the models of this crate.
//!
//! In: plain text. Out: the rows of numbers that the line classifier sees, so that training and
//! reading see the same.

use crate::{furniture, judged};

/// For each block of a plain text the number of the line it begins on, from 0, and its row.
///
/// A block is a line that isn't blank, or several where the text is hard-wrapped.
pub fn line_rows(text: &str) -> Vec<(usize, Vec<f32>)> {
    judged::rows(text)
}

/// The rows of the second forest, from those of the first and the log-odds that it gave.
pub fn second_rows(rows: &[Vec<f32>], odds: &[f32]) -> Vec<Vec<f32>> {
    furniture::second_rows(rows, odds)
}

/// Labels by log-odds: `change` is the price of a change between neighbours, `lean` is added to each.
pub fn decode(odds: &[f32], change: f32, lean: f32) -> Vec<bool> {
    furniture::cheapest(odds, change, lean)
}
