//! Adds up a run of number words: "two hundred and fifty thousand", "three lakh crore", "five point two".
//!
//! In: tokens, and what stands before them in figures. Out: the sums of the groups that are closed and of
//! the one under way. A word that can't go on the number ends it.

use super::figures;
use super::lex::{Is, Toks, is_hyphen};
use super::numeral::{MOST_TOKENS, power_of_ten};
use rust_decimal::Decimal;

/// A number under way.
#[derive(Default)]
pub(super) struct Group {
    /// Thousands and millions that are closed.
    pub(super) done: Decimal,
    /// The group under way, below a thousand when it is in words.
    pub(super) open: Decimal,
    /// Whether `open` came in figures or from "a".
    pub(super) given: bool,
    /// The last scale that closed a group: thousands and more.
    pub(super) closing: Option<Decimal>,
    /// The last scale, hundreds and dozens too.
    pub(super) scale: Option<Decimal>,
    /// Whether the last word was that scale.
    pub(super) just_scaled: bool,
    /// Whether the number ended with a decimal part or dozens.
    pub(super) closed: bool,
    /// The last part of what was read, below a hundred.
    pub(super) tail: u64,
}

impl Group {
    /// Reads on at `i`; the token after the number, or `None` when nothing was read.
    pub(super) fn run(&mut self, toks: &Toks, i: usize) -> Option<usize> {
        let mut end = i;
        while end < i + MOST_TOKENS && !self.closed {
            let first = end == i && !self.given;
            let and = toks.is(end) == Is::And && !first;
            let mut at = if and { end + 1 } else { toks.past_hyphen(end) };
            if at > end && first {
                break;
            }
            // "fifty - two" as texts are printed that were cut into words.
            if at == end && is_hyphen(toks.low(at)) && self.tail >= 20 && self.tail.is_multiple_of(10) {
                at += 1;
                if !matches!(toks.is(at), Is::Small(1..=9)) {
                    break;
                }
            }
            if !first && !toks.joined(at) || !self.take(toks, at, and, first) {
                break;
            }
            end = at + 1;
            if toks.is(at) == Is::Point || self.closed {
                end = self.point(toks, at);
            }
        }
        (end > i).then_some(end)
    }

    /// Takes in the token at `at`, if it can go on the number.
    fn take(&mut self, toks: &Toks, at: usize, and: bool, first: bool) -> bool {
        let hundred = Decimal::ONE_HUNDRED;
        let rounded = (self.open % hundred).is_zero() && self.open.is_integer();
        // "two hundred and six" but not "two and six"; "and" needs a hundred or a scale before it.
        let may_and = !and || self.just_scaled;
        // Words after figures only go on a hundred or scale: "3 hundred and 21", not "3 five".
        let goes_on = first || self.just_scaled || self.open.is_zero() && !self.done.is_zero();
        match toks.is(at) {
            Is::Small(value) => {
                // "one hundred and three quarters"
                let below = toks.is(toks.past_hyphen(at + 1));
                if and && (matches!(below, Is::Ordinal(_, true)) || value == 1 && below == Is::Half) {
                    return false;
                }
                let ones =
                    self.tail >= 20 && self.tail.is_multiple_of(10) && (1..10).contains(&value) && !and;
                if !(ones || goes_on && rounded && may_and && (value > 0 || first)) {
                    return false;
                }
                self.open += Decimal::from(value);
                self.tail = if ones { self.tail + u64::from(value) } else { value.into() };
                self.just_scaled = false;
                true
            }
            Is::Tens(value) if goes_on && rounded && may_and => {
                self.open += Decimal::from(value);
                self.tail = value.into();
                self.just_scaled = false;
                true
            }
            Is::Joined(value) if (first || self.open.is_zero()) && may_and => {
                self.open += Decimal::from(value);
                self.tail = value % 100;
                self.just_scaled = false;
                true
            }
            Is::Figures if self.just_scaled && and => {
                let Some(value) = figures::value(toks.raw(at), toks.decimal_comma) else { return false };
                let after = toks.is(at + 1);
                let small = value.is_integer() && value >= Decimal::ONE && value < hundred;
                if !small || !rounded || matches!(after, Is::Scale(_)) || toks.low(at + 1) == "/" {
                    return false;
                }
                self.open += value;
                self.just_scaled = false;
                self.closed = true;
                true
            }
            // "4 thousand 3 hundred"
            Is::Figures if self.just_scaled && self.open.is_zero() && toks.is(at + 1) == Is::Scale(2) => {
                let Some(value) = figures::value(toks.raw(at), toks.decimal_comma) else { return false };
                (self.open, self.just_scaled) = (value, false);
                value < Decimal::TEN
            }
            Is::Scale(power) if !and => self.scaled(power, first),
            Is::Dozen if !and => {
                let dozens = if first { Some(Decimal::ONE) } else { self.done.checked_add(self.open) };
                let Some(value) = dozens.and_then(|dozens| dozens.checked_mul(Decimal::from(12))) else {
                    return false;
                };
                (self.done, self.open, self.closed) = (value, Decimal::ZERO, true);
                self.scale = Some(Decimal::from(12));
                true
            }
            Is::Point if !and && !first && !self.given && self.point_follows(toks, at) => true,
            _ => false,
        }
    }

    fn scaled(&mut self, power: u8, first: bool) -> bool {
        let Some(scale) = power_of_ten(power) else { return false };
        if power == 2 {
            let open = if first && self.open.is_zero() { Decimal::ONE } else { self.open };
            // "ninety-five hundred", "322 hundred", not "five hundred hundred".
            if open.is_zero() || self.just_scaled || open >= Decimal::ONE_THOUSAND {
                return false;
            }
            let Some(open) = open.checked_mul(scale) else { return false };
            self.open = open;
            (self.tail, self.just_scaled) = (0, true);
            self.scale = Some(scale);
            return true;
        }
        let value = if self.open.is_zero() {
            match (first, self.just_scaled) {
                (true, _) => Some(scale),
                // "three lakh crore", "five thousand million"
                (_, true) => self.done.checked_mul(scale),
                _ => None,
            }
        } else if self.closing.is_some_and(|last| scale > last) {
            // "two thousand five hundred million"
            self.done.checked_add(self.open).and_then(|all| all.checked_mul(scale))
        } else if self.closing == Some(scale) {
            None
        } else {
            self.open.checked_mul(scale).and_then(|open| open.checked_add(self.done))
        };
        let Some(value) = value else { return false };
        (self.done, self.open, self.scale) = (value, Decimal::ZERO, Some(scale));
        self.closing = Some(scale);
        (self.tail, self.just_scaled, self.given) = (0, true, false);
        true
    }

    fn point_follows(&self, toks: &Toks, at: usize) -> bool {
        matches!(toks.is(at + 1), Is::Small(_) | Is::Tens(_))
    }

    /// The decimal part after "point": figure by figure, or a number below a hundred ("point seventy-one").
    fn point(&mut self, toks: &Toks, at: usize) -> usize {
        if toks.is(at) != Is::Point {
            return at + 1;
        }
        let mut places = String::from("0.");
        let mut end = at + 1;
        while end < at + 12 {
            match toks.is(end) {
                Is::Small(value) => places.push_str(&value.to_string()),
                Is::Tens(value) => {
                    let next = toks.past_hyphen(end + 1);
                    if let Is::Small(ones @ 1..=9) = toks.is(next) {
                        places.push_str(&(value + ones).to_string());
                        end = next;
                    } else {
                        places.push_str(&value.to_string());
                    }
                }
                _ => break,
            }
            end += 1;
        }
        if let Some(value) = places.parse().ok().and_then(|part: Decimal| self.open.checked_add(part)) {
            self.open = value;
        }
        (self.tail, self.just_scaled) = (0, false);
        end
    }
}
