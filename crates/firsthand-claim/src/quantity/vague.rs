//! Reads numbers of no certain size: "dozens", "tens of thousands", "several hundred", "a couple of".
//!
//! In: tokens and the first word. Out: the least number and, where the words have one, the greatest; and
//! the token after them.

use super::lex::{Is, Toks};
use rust_decimal::Decimal;

/// A vague number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Vague {
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    /// The token after it, past its own "of" in "a couple of".
    pub(super) end: usize,
    /// Whether a noun may follow without "of": "several villages".
    pub(super) bare: bool,
}

/// The vague number at `i`.
pub(super) fn vague(toks: &Toks, i: usize) -> Option<Vague> {
    let of = |value: u64, upper: Option<u64>, end, bare| {
        Some(Vague { value: value.into(), upper: upper.map(Decimal::from), end, bare })
    };
    let low = toks.low(i);
    if let Some(power) = many(low) {
        // "tens of thousands", "hundreds of millions"
        if toks.low(i + 1) == "of"
            && let Some(scale) = scale_of(toks.low(i + 2)).filter(|&scale| scale > power)
        {
            let value = 10u64.checked_pow((power + scale).into())?;
            // The next order up to "tens" and "hundreds" is named by another word.
            let upper = if power <= 2 { value.checked_mul(10).map(|upper| upper - 1) } else { None };
            return of(value, upper, i + 3, false);
        }
        let value = 10u64.checked_pow(power.into())?;
        let upper = if power <= 2 { value.checked_mul(10) } else { value.checked_mul(1000) };
        return of(value, upper.map(|upper| upper - 1), i + 1, false);
    }
    match low {
        "dozens" => of(12, None, i + 1, false),
        "scores" => of(20, None, i + 1, false),
        "several" | "few" => {
            if low == "few" && toks.back(i, 1) != "a" {
                return None;
            }
            match toks.is(i + 1) {
                Is::Scale(power) => {
                    let scale = 10u64.checked_pow(power.into())?;
                    of(scale, scale.checked_mul(10).map(|upper| upper - 1), i + 2, true)
                }
                Is::Dozen => of(24, Some(99), i + 2, true),
                _ if low == "several" => of(3, None, i + 1, true),
                _ => None,
            }
        }
        "couple" if toks.low(i + 1) == "of" => match toks.is(i + 2) {
            Is::Scale(power) => of(2u64.checked_mul(10u64.checked_pow(power.into())?)?, None, i + 3, true),
            Is::Dozen => of(24, None, i + 3, true),
            _ if toks.low(i + 2) == "hundreds" => None,
            _ => of(2, None, i + 2, true),
        },
        _ => None,
    }
}

/// Powers of ten of plurals.
fn many(low: &str) -> Option<u8> {
    Some(match low {
        "tens" => 1,
        "hundreds" => 2,
        "thousands" => 3,
        "millions" => 6,
        "billions" => 9,
        "trillions" => 12,
        _ => return None,
    })
}

fn scale_of(low: &str) -> Option<u8> {
    many(low).or(match low {
        "thousand" => Some(3),
        "million" => Some(6),
        "billion" => Some(9),
        _ => None,
    })
}
