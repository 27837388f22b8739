//! Numbers with what they count.

pub(crate) mod number;

use crate::When;
use firsthand_text::Span;

/// A number, what it counts, and how exact it is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with approximation and unit: "some 10,000 soldiers".
    pub span: Span,
    /// The number; the least one of an order of magnitude ("thousands": 1000) or range.
    pub value: f64,
    /// The greatest of a range, or of an order of magnitude where it has one.
    pub upper: Option<f64>,
    /// What is counted or measured, as the text has it: "soldiers", "short-range missiles", "km", "hours".
    pub unit: String,
    /// Where the unit stands.
    pub unit_span: Option<Span>,
    /// How exact.
    pub approximation: Approximation,
}

/// How exactly a number is meant, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approximation {
    /// As it stands.
    Exact,
    /// "some", "about", "nearly".
    About,
    /// "more than", "over", "at least".
    MoreThan,
    /// "fewer than", "up to".
    LessThan,
    /// "dozens", "thousands", "several".
    OrderOfMagnitude,
}

impl Approximation {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Approximation::Exact => "exact",
            Approximation::About => "about",
            Approximation::MoreThan => "more-than",
            Approximation::LessThan => "less-than",
            Approximation::OrderOfMagnitude => "order-of-magnitude",
        }
    }
}

/// The quantities of `text` in order; what lies in one of `times` is none.
pub fn quantities(text: &str, times: &[When]) -> Vec<Quantity> {
    let _ = (text, times);
    Vec::new()
}
