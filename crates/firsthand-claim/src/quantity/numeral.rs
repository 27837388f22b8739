//! Reads one number, in figures or words, at a token.
//!
//! In: tokens and an index. Out: the exact value and the token after it: "two hundred and fifty",
//! "twenty-five", "2 1/2", "1.5 million", "half a million", "five and a half thousand", "three lakh
//! crore", "two-thirds", "1 234 567", "one in five", "twenty-first". Every reader looks no further than
//! [`MOST_TOKENS`], so that a page of number words costs no more than any other.
//!
//! Known gaps: numbers past 28 figures; a fraction whose upper part ends in "hundred and" ("a hundred
//! and three fifths" is read as a sum).

use super::figures;
use super::lex::{Is, Kind, Toks, is_hyphen};
use rust_decimal::Decimal;

/// Longest number in tokens: "nine hundred and ninety-nine thousand nine hundred and ninety-nine" twice.
pub(super) const MOST_TOKENS: usize = 32;

/// Most groups of figures parted by spaces: "1 234 567 890 123".
const MOST_GROUPS: usize = 5;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumeralKind {
    /// How many: "5", "twelve", "1.5 million".
    Cardinal,
    /// A part, or with a part: "two-thirds", "2 1/2", "half".
    Fraction,
    /// Some out of so many: "one in five".
    Share,
    /// The how-manieth: "third", "21st".
    Ordinal,
}

impl NumeralKind {
    /// A word for it: "cardinal", "fraction", "share", "ordinal".
    pub fn as_str(self) -> &'static str {
        match self {
            NumeralKind::Cardinal => "cardinal",
            NumeralKind::Fraction => "fraction",
            NumeralKind::Share => "share",
            NumeralKind::Ordinal => "ordinal",
        }
    }
}

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Read {
    pub(super) value: Decimal,
    /// The token after it.
    pub(super) end: usize,
    pub(super) kind: NumeralKind,
    /// Its last scale ("million", "bn"), by which a number before it may be meant too: "5 to 6 million".
    pub(super) scale: Option<Decimal>,
    /// Whether it is plain figures or a plain word, with no scale or fraction.
    pub(super) plain: bool,
}

/// The number at `i`. `money`: whether a currency stands before it, so that "5m" are millions.
pub(super) fn numeral(toks: &Toks, i: usize, money: bool) -> Option<Read> {
    match toks.is(i) {
        Is::Minus if toks.at(i + 1).is != Is::Minus => {
            let read = unsigned(toks, i + 1, money).filter(|read| read.kind != NumeralKind::Ordinal)?;
            Some(Read { value: -read.value, ..read })
        }
        Is::Nothing if is_minus(toks, i) => {
            let read = unsigned(toks, i + 1, money).filter(|read| read.kind != NumeralKind::Ordinal)?;
            Some(Read { value: -read.value, ..read })
        }
        _ => unsigned(toks, i, money),
    }
}

/// Whether `i` is a sign before figures and no hyphen or dash: "-5", "−5".
fn is_minus(toks: &Toks, i: usize) -> bool {
    let sign = matches!(toks.low(i), "-" | "−" | "–");
    let number = matches!(toks.is(i + 1), Is::Figures | Is::Vulgar(..)) && toks.at(i + 1).glued;
    sign && number && (i == 0 || !toks.at(i).glued || matches!(toks.back(i, 1), "(" | "=" | "<" | ">"))
}

fn unsigned(toks: &Toks, i: usize, money: bool) -> Option<Read> {
    let read = match toks.is(i) {
        Is::Figures => in_figures(toks, i, money),
        Is::Vulgar(above, below) => Some(fraction(part(above.into(), below.into())?, i + 1)),
        Is::Small(_) | Is::Tens(_) | Is::Joined(_) | Is::Scale(_) | Is::Dozen => in_words(toks, i),
        Is::Half => half(toks, i, i + 1),
        Is::Article => match toks.is(toks.past_hyphen(i + 1)) {
            Is::Scale(_) | Is::Dozen => in_words_from(toks, i + 1, Decimal::ONE),
            Is::Half => half(toks, i, toks.past_hyphen(i + 1) + 1),
            Is::Ordinal(..) | Is::OrdinalScale(..) => part_of_one(toks, i + 1),
            _ => None,
        },
        Is::Ordinal(4, false) if toks.low(i) == "quarter" => quarter(toks, i),
        Is::Ordinal(value, false) => ordinal(Decimal::from(value), i + 1),
        Is::OrdinalScale(power, false) => ordinal(power_of_ten(power)?, i + 1),
        _ => None,
    }?;
    share(toks, read, i).or(Some(read))
}

fn cardinal(value: Decimal, end: usize) -> Read {
    Read { value: value.normalize(), end, kind: NumeralKind::Cardinal, scale: None, plain: true }
}

fn fraction(value: Decimal, end: usize) -> Read {
    Read { value: value.normalize(), end, kind: NumeralKind::Fraction, scale: None, plain: false }
}

fn ordinal(value: Decimal, end: usize) -> Option<Read> {
    Some(Read { value, end, kind: NumeralKind::Ordinal, scale: None, plain: true })
}

fn part(above: u64, below: u64) -> Option<Decimal> {
    Decimal::from(above).checked_div(Decimal::from(below))
}

fn power_of_ten(power: u8) -> Option<Decimal> {
    10u64.checked_pow(power.into()).map(Decimal::from)
}

/// Figures, with what may follow: "1.5 million", "2 1/2", "5bn", "21st", "3/4".
fn in_figures(toks: &Toks, i: usize, money: bool) -> Option<Read> {
    let figures = toks.raw(i);
    let (value, end) = match figures::value(figures, toks.decimal_comma) {
        Some(value) => spaced(toks, i, value),
        // "1,3 million", "2,5 %"
        None if matches!(toks.is(i + 1), Is::Scale(_)) || toks.low(i + 1) == "%" => {
            (figures::with_comma(figures)?, i + 1)
        }
        None => return None,
    };
    let next = toks.at(end);
    if next.glued && next.kind == Kind::Word {
        let low = toks.low(end);
        if matches!(low, "st" | "nd" | "rd" | "th") && value.is_integer() {
            return ordinal(value, end + 1);
        }
        if let Some(power) = suffix(toks, end, money, !value.is_integer()) {
            let scale = power_of_ten(power)?;
            let value = value.checked_mul(scale)?;
            return Some(Read { scale: Some(scale), plain: false, ..cardinal(value, end + 1) });
        }
        return Some(cardinal(value, end));
    }
    if let Is::Vulgar(above, below) = next.is {
        return Some(fraction(value.checked_add(part(above.into(), below.into())?)?, end + 1));
    }
    if let Some((read, end)) = slashed(toks, end).filter(|_| value.is_integer() && !next.glued) {
        return continued(toks, fraction(value.checked_add(read)?, end));
    }
    if let Some((read, end)) = slashed(toks, i) {
        return continued(toks, fraction(read, end));
    }
    in_words_from(toks, end, value)
}

/// "1 234 567": groups of three parted by one space. The value so far and the token after it.
fn spaced(toks: &Toks, i: usize, value: Decimal) -> (Decimal, usize) {
    let first = toks.raw(i);
    let mut end = i + 1;
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return (value, end);
    }
    let mut whole = first.to_string();
    while end < i + MOST_GROUPS && toks.is(end) == Is::Figures && !toks.at(end).glued {
        let (group, gap) = (toks.raw(end), toks.at(end - 1).span.end..toks.at(end).span.start);
        let plain = group.split('.').next().unwrap_or("");
        let last = group.len() > plain.len();
        let gap = toks.text.get(gap).unwrap_or("");
        if plain.len() != 3 || group.contains(',') || gap.chars().count() != 1 || gap == "\n" {
            break;
        }
        whole.push_str(group);
        end += 1;
        if last {
            break;
        }
    }
    // What goes on in figures is a telephone number, not a count.
    if end == i + 1 || toks.is(end) == Is::Figures || toks.hyphen(end) {
        return (value, i + 1);
    }
    match whole.parse::<Decimal>() {
        Ok(value) => (value.normalize(), end),
        Err(_) => (value, i + 1),
    }
}

/// The power of ten of letters glued to figures: "5bn", "10k", "5m" where a currency stands before it.
fn suffix(toks: &Toks, i: usize, money: bool, decimal: bool) -> Option<u8> {
    let raw = toks.raw(i);
    match raw {
        "k" | "K" => Some(3),
        "M" => Some(6),
        "m" if money || people_follow(toks, i + 1) => Some(6),
        "mn" | "mln" | "mil" | "mio" => Some(6),
        "MM" if money => Some(6),
        "bn" | "Bn" | "BN" | "bln" => Some(9),
        "b" | "B" if money || decimal => Some(9),
        "tn" | "trn" | "tln" => Some(12),
        "T" | "t" if money => Some(12),
        "cr" if money => Some(7),
        _ => None,
    }
}

/// Whether "5m" is followed by a plural that is no measure: "5m people", not "5m high", "5m waves".
fn people_follow(toks: &Toks, i: usize) -> bool {
    const COUNTED: &[&str] = &[
        "people",
        "users",
        "homes",
        "households",
        "jobs",
        "customers",
        "votes",
        "voters",
        "children",
        "workers",
        "tonnes",
        "tons",
        "barrels",
        "viewers",
        "copies",
        "shares",
        "doses",
        "passengers",
        "visitors",
        "subscribers",
        "dollars",
        "pounds",
        "euros",
        "cases",
        "residents",
        "refugees",
        "litres",
        "hectares",
    ];
    COUNTED.contains(&toks.low(i))
}

/// "3/4": a fraction in figures, at its upper part.
fn slashed(toks: &Toks, i: usize) -> Option<(Decimal, usize)> {
    let mark = matches!(toks.low(i + 1), "/" | "⁄");
    // "9/11" and "1/6" are days; the parts that are measured and counted in are these.
    const BELOW: &[u64] = &[2, 3, 4, 5, 8, 10, 16, 32, 100];
    if toks.is(i) != Is::Figures || !mark || !toks.at(i + 1).glued || !toks.at(i + 2).glued {
        return None;
    }
    let (above, below): (u64, u64) = (toks.raw(i).parse().ok()?, toks.raw(i + 2).parse().ok()?);
    if above == 0 || above >= below || !BELOW.contains(&below) || matches!(toks.low(i + 3), "/" | "-") {
        return None;
    }
    Some((part(above, below)?, i + 3))
}

/// Number words.
fn in_words(toks: &Toks, i: usize) -> Option<Read> {
    let mut group = Group::default();
    let end = group.run(toks, i)?;
    finish(toks, group, end)
}

/// Number words after a value: "hundred and fifty" after "a" or "3", "million" after "1.5".
fn in_words_from(toks: &Toks, i: usize, value: Decimal) -> Option<Read> {
    let mut group = Group { open: value, given: true, ..Group::default() };
    match group.run(toks, i) {
        Some(end) => finish(toks, group, end),
        None => {
            let read = cardinal(value, i);
            and_part(toks, read, value).or(Some(read))
        }
    }
}

/// A number under way.
#[derive(Default)]
struct Group {
    /// Thousands and millions that are closed.
    done: Decimal,
    /// The group under way, below a thousand when it is in words.
    open: Decimal,
    /// Whether `open` came in figures or from "a".
    given: bool,
    /// The last scale that closed a group: thousands and more.
    closing: Option<Decimal>,
    /// The last scale, hundreds and dozens too.
    scale: Option<Decimal>,
    /// Whether the last word was that scale.
    just_scaled: bool,
    /// Whether the number ended with a decimal part or dozens.
    closed: bool,
    /// The last part of what was read, below a hundred.
    tail: u64,
}

impl Group {
    /// Reads on at `i`; the token after the number, or `None` when nothing was read.
    fn run(&mut self, toks: &Toks, i: usize) -> Option<usize> {
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

/// A finished run of number words, with the ordinal or fraction that may end it.
fn finish(toks: &Toks, group: Group, end: usize) -> Option<Read> {
    let value = group.done.checked_add(group.open)?;
    let plain = group.scale.is_none() && value.is_integer();
    let scale = group.scale.filter(|_| group.just_scaled || group.closed);
    let read = Read { scale, plain, ..cardinal(value, end) };
    if group.closed {
        return Some(read);
    }
    if let Some(read) = ordinal_end(toks, &group, value, end) {
        return Some(read);
    }
    if let Some(read) = parts(toks, value, end) {
        return continued(toks, read);
    }
    and_part(toks, read, scale.unwrap_or(Decimal::ONE)).or(Some(read))
}

/// "twenty-fifth", "two hundred and third", "two hundredth".
fn ordinal_end(toks: &Toks, group: &Group, value: Decimal, end: usize) -> Option<Read> {
    let and = toks.is(end) == Is::And;
    let mut at = if and { end + 1 } else { toks.past_hyphen(end) };
    match toks.is(at) {
        Is::Ordinal(ones @ 1..=9, false) if group.tail >= 20 && group.tail.is_multiple_of(10) && !and => {
            if toks.low(at) == "quarter" || toks.low(at) == "second" && at == end && !group_of_scale(group) {
                return None;
            }
            ordinal(value.checked_add(Decimal::from(ones))?, at + 1)
        }
        // "one hundred fifth", but "$280 million first mortgage bonds"
        Is::Ordinal(low, false)
            if group.just_scaled
                && toks.low(at) != "quarter"
                && (and || at > end || group.scale == Some(Decimal::ONE_HUNDRED) && !group.given) =>
        {
            ordinal(value.checked_add(Decimal::from(low))?, at + 1)
        }
        Is::Tens(ten) if group.just_scaled && and => {
            at = toks.past_hyphen(at + 1);
            let Is::Ordinal(ones @ 1..=9, false) = toks.is(at) else { return None };
            ordinal(value.checked_add(Decimal::from(ten + ones))?, at + 1)
        }
        Is::OrdinalScale(power, false) if !and && value > Decimal::ONE => {
            ordinal(value.checked_mul(power_of_ten(power)?)?, at + 1)
        }
        _ => None,
    }
}

fn group_of_scale(group: &Group) -> bool {
    group.scale.is_some()
}

/// "two thirds", "five-eighths", "one-fourth": `value` parts of what stands at `end`.
fn parts(toks: &Toks, value: Decimal, end: usize) -> Option<Read> {
    let spaced = is_hyphen(toks.low(end)) && !toks.at(end).glued;
    let at = if spaced { end + 1 } else { toks.past_hyphen(end) };
    if !toks.joined(at) || !value.is_integer() {
        return None;
    }
    let below = match toks.is(at) {
        Is::Ordinal(2 | 1, _) => return None,
        // "twenty-first" was taken; what is left is "three twenty-firsts", which nobody writes.
        Is::Ordinal(below, plural) if plural == (value > Decimal::ONE) => Decimal::from(below),
        Is::OrdinalScale(power, plural) if plural == (value > Decimal::ONE) => power_of_ten(power)?,
        Is::Half if value == Decimal::ONE => Decimal::TWO,
        _ => return None,
    };
    let hyphened = at > end;
    if value == Decimal::ONE && !hyphened && toks.is(at) != Is::Half && !ends_part(toks, at) {
        return None;
    }
    Some(fraction(value.checked_div(below)?, at + 1))
}

/// Whether "a third" at its last word is a part and no rank: "a third of", "by a third.", not "a third man".
fn ends_part(toks: &Toks, at: usize) -> bool {
    let next = at + 1;
    !toks.joined(next)
        || toks.at(next).kind == Kind::Mark && !toks.hyphen(next)
        || toks.at(next).possessive
        || firsthand_text::language::en::is_function_word(toks.low(next))
            && !matches!(toks.low(next), "one" | "such" | "other")
}

/// "a third", "a hundredth", "a twenty-fifth" at the word after "a".
fn part_of_one(toks: &Toks, at: usize) -> Option<Read> {
    let below = match toks.is(at) {
        Is::Ordinal(2 | 1, _) => return None,
        Is::Ordinal(below, false) => Decimal::from(below),
        Is::OrdinalScale(power, false) => power_of_ten(power)?,
        _ => return None,
    };
    let read = fraction(Decimal::ONE.checked_div(below)?, at + 1);
    match toks.is(at + 1) {
        // "a quarter million"
        Is::Scale(_) if toks.low(at) == "quarter" => continued(toks, read),
        _ if ends_part(toks, at) => continued(toks, read),
        _ => None,
    }
}

/// "half", "a half", "half a million", "half the"; `end` is the token after "half".
fn half(toks: &Toks, from: usize, end: usize) -> Option<Read> {
    let read = fraction(Decimal::new(5, 1), end);
    if toks.low(end.saturating_sub(1)) == "halves" {
        return None;
    }
    let at = toks.past_hyphen(end);
    let at = if toks.is(at) == Is::Article { toks.past_hyphen(at + 1) } else { at };
    if matches!(toks.is(at), Is::Scale(_) | Is::Dozen) {
        return continued(toks, Read { end: at, ..read });
    }
    // "half-hour", "first half", "half-time" and the like are no numbers of something.
    let after_word = from > 0 && toks.joined(from) && matches!(toks.is(from - 1), Is::Ordinal(..));
    if toks.hyphen(end)
        || after_word
        || matches!(toks.back(from, 1), "other" | "better" | "the" | "-" | "their")
    {
        return None;
    }
    continued(toks, read)
}

/// "quarter of a million", "quarter million".
fn quarter(toks: &Toks, i: usize) -> Option<Read> {
    let read = continued(toks, fraction(Decimal::new(25, 2), i + 1))?;
    (read.end > i + 1).then_some(read)
}

/// A fraction goes on: "two thirds of a million", "three quarters billion", "half a dozen".
fn continued(toks: &Toks, read: Read) -> Option<Read> {
    let mut at = toks.past_hyphen(read.end);
    if toks.low(at) == "of" && toks.is(at + 1) == Is::Article {
        at += 2;
    }
    let scale = match toks.is(at) {
        Is::Scale(power) if toks.joined(at) => power_of_ten(power)?,
        Is::Dozen if toks.joined(at) => Decimal::from(12),
        _ => return Some(read),
    };
    let value = read.value.checked_mul(scale)?.round_dp(9).normalize();
    Some(Read { value, end: at + 1, scale: Some(scale), kind: NumeralKind::Cardinal, ..read })
}

/// "and a half", "and three quarters" after a number; a part of `unit`, its last scale or one.
fn and_part(toks: &Toks, read: Read, unit: Decimal) -> Option<Read> {
    let hyphened = toks.hyphen(read.end);
    let and = toks.past_hyphen(read.end);
    if toks.is(and) != Is::And {
        return None;
    }
    let at = if hyphened { toks.past_hyphen(and + 1) } else { and + 1 };
    let (part, end) = match toks.is(at) {
        Is::Article => {
            let below = toks.past_hyphen(at + 1);
            match toks.is(below) {
                Is::Half => (Decimal::new(5, 1), below + 1),
                Is::Ordinal(3..=20, false)
                    if hyphened || ends_part(toks, below) || measured(toks, below + 1) =>
                {
                    (one_part(toks, below)?, below + 1)
                }
                // "one billion and a quarter million"
                Is::Ordinal(4, false) if matches!(toks.is(below + 1), Is::Scale(_)) => {
                    (one_part(toks, below)?, below + 1)
                }
                _ => return None,
            }
        }
        Is::Small(above @ 1..=19) => {
            let below = toks.past_hyphen(at + 1);
            match toks.is(below) {
                Is::Half if above == 1 => (Decimal::new(5, 1), below + 1),
                Is::Ordinal(low @ 3..=20, plural) if plural == (above > 1) => {
                    (part_u8(above, low)?, below + 1)
                }
                Is::OrdinalScale(power @ 2..=3, true) if above > 1 => {
                    (Decimal::from(above).checked_div(power_of_ten(power)?)?, below + 1)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    // "one hundred and three quarters" is 100.75, "one million and a half" is a million and a half one.
    let unit = if unit >= Decimal::ONE_THOUSAND { unit } else { Decimal::ONE };
    if let Is::Scale(_) = toks.is(end)
        && unit > Decimal::ONE
    {
        // "one billion and a half million"
        let rest = continued(toks, fraction(part, end))?;
        return Some(Read { value: read.value.checked_add(rest.value)?, end: rest.end, ..read });
    }
    let value = read.value.checked_add(part.checked_mul(unit)?)?;
    let kind = if unit > Decimal::ONE { NumeralKind::Cardinal } else { NumeralKind::Fraction };
    continued(toks, Read { value: value.normalize(), end, kind, plain: false, scale: read.scale })
}

/// "five and a quarter inches": a part whose measure follows.
fn measured(toks: &Toks, i: usize) -> bool {
    const MEASURES: &[&str] = &[
        "inches", "hours", "minutes", "years", "months", "weeks", "days", "times", "miles", "pounds", "feet",
        "tonnes", "points", "percent", "per", "million", "billion", "thousand", "hundred", "cups",
    ];
    MEASURES.contains(&toks.low(i))
}

fn one_part(toks: &Toks, i: usize) -> Option<Decimal> {
    match toks.is(i) {
        Is::Ordinal(below @ 3..=20, false) => part_u8(1, below),
        _ => None,
    }
}

fn part_u8(above: u8, below: u8) -> Option<Decimal> {
    part(above.into(), below.into())
}

/// "one in five", "two out of three".
fn share(toks: &Toks, read: Read, i: usize) -> Option<Read> {
    let ten = Decimal::TEN;
    if !read.plain || read.kind != NumeralKind::Cardinal || read.value < Decimal::ONE || read.value > ten {
        return None;
    }
    let out_of = toks.low(read.end) == "out" && toks.low(read.end + 1) == "of";
    let in_ = matches!(toks.low(read.end), "in" | "over") && toks.joined(read.end);
    let at = read.end + if out_of { 2 } else { 1 };
    if !(out_of || in_) || is_hyphen(toks.back(i, 1)) {
        return None;
    }
    let below = match toks.is(at) {
        Is::Figures => in_figures(toks, at, false),
        Is::Small(_) | Is::Tens(_) => in_words(toks, at),
        Is::Article => in_words_from(toks, at + 1, Decimal::ONE).filter(|below| below.value > Decimal::ONE),
        _ => None,
    }?;
    // "one in 2019" is a year; "2 in 14 days" a time; "one over three" is said by mathematicians alone.
    let one = read.value == Decimal::ONE && toks.low(read.end) == "in" && toks.low(i) != "1";
    let round = [3u64, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000];
    let known = round.iter().any(|&round| below.value == Decimal::from(round));
    let last = toks.back(below.end, 1);
    let year = toks.is(below.end - 1) == Is::Figures && last.len() == 4 && below.end == at + 1;
    if below.kind != NumeralKind::Cardinal
        || below.value <= read.value
        || year
        || time_follows(toks, below.end)
    {
        return None;
    }
    let sound = if out_of {
        true
    } else if toks.low(read.end) == "over" {
        read.value == Decimal::ONE && !toks.is_word(below.end)
    } else {
        one || known
    };
    sound.then_some(())?;
    let value = read.value.checked_div(below.value)?;
    Some(Read { value, end: below.end, kind: NumeralKind::Share, scale: None, plain: false })
}

fn time_follows(toks: &Toks, i: usize) -> bool {
    let low = toks.low(toks.past_hyphen(i));
    let one = low.strip_suffix('s').unwrap_or(low);
    matches!(
        one,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "week"
            | "month"
            | "year"
            | "decade"
            | "game"
            | "match"
            | "matche"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::quantity::language::Numerals;

    fn check(text: &str, want: &str) {
        check_in(Language::English, text, want);
    }

    /// `want`: the value, what is left of the text, and the kind when it is no cardinal.
    fn check_in(language: Language, text: &str, want: &str) {
        let toks = Toks::new(text, Numerals::of(language));
        let found = numeral(&toks, 0, false).map_or("-".to_string(), |read| {
            let rest = text.get(toks.at(read.end - 1).span.end..).unwrap_or("");
            let kind = if read.kind == NumeralKind::Cardinal { "" } else { read.kind.as_str() };
            format!("{} {kind}|{rest}", read.value.round_dp(6).normalize())
        });
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn words() {
        check("ten goats", "10 | goats");
        check("twenty-five goats", "25 | goats");
        check("two hundred and fifty goats", "250 | goats");
        check("a hundred goats", "100 | goats");
        check("three hundred thousand goats", "300000 | goats");
        check("one million two hundred thousand", "1200000 |");
        check("two hundred and two thousand", "202000 |");
        check("two thousand and two hundred", "2200 |");
        check("ninety-five hundred", "9500 |");
        check("twenty-one trillion and three hundred", "21000000000300 |");
        check("two hundred point zero three", "200.03 |");
        check("two point five million", "2500000 |");
        check("three dozen eggs", "36 | eggs");
        check("three lakh crore", "3000000000000 |");
        check("two and three", "2 | and three");
        check("one one", "1 | one");
        check("minus five point five", "-5.5 |");
        check("a goat", "-");
        check("twelve hundred men", "1200 | men");
        check("two thousand five hundred million", "2500000000 |");
    }

    #[test]
    fn figures_and_scales() {
        check("10,000", "10000 |");
        check("1.5 million goats", "1500000 | goats");
        check("5bn", "5000000000 |");
        check("10k users", "10000 | users");
        check("5m people", "5000000 | people");
        check("5m high", "5 |m high");
        check("1 234 567 goats", "1234567 | goats");
        check("40\u{202f}000", "40000 |");
        check("555 123 4567", "555 | 123 4567");
        check("3 hundred and 21", "321 |");
        check("4 thousand 3 hundred", "4300 |");
        check("3 hundred and 2 hundred", "300 | and 2 hundred");
        check("-9.25", "-9.25 |");
        check("1,3 million", "1300000 |");
    }

    #[test]
    fn fractions() {
        check("two thirds of it", "0.666667 fraction| of it");
        check("two-thirds", "0.666667 fraction|");
        check("a quarter of them", "0.25 fraction| of them");
        check("a third man", "-");
        check("one third of", "0.333333 fraction| of");
        check("half a million", "500000 |");
        check("half of them", "0.5 fraction| of them");
        check("half-hour", "-");
        check("a quarter of a million", "250000 |");
        check("a quarter million", "250000 |");
        check("2 1/2 years", "2.5 fraction| years");
        check("2½ years", "2.5 fraction| years");
        check("3/4 of", "0.75 fraction| of");
        check("9/11 attacks", "9 |/11 attacks");
        check("two and a half years", "2.5 fraction| years");
        check("five and a half million", "5500000 |");
        check("one and a half million", "1500000 |");
        check("one million and a half", "1500000 |");
        check("one-and-a-half hours", "1.5 fraction| hours");
        check("two-and-a-half-year", "2.5 fraction|-year");
        check("one hundred and three quarters", "100.75 fraction|");
        check("two thirds of a million", "666666.666667 |");
    }

    #[test]
    fn shares_and_ordinals() {
        check("one in five adults", "0.2 share| adults");
        check("two out of three", "0.666667 share|");
        check("one in 2019", "1 | in 2019");
        check("two in 14 days", "2 | in 14 days");
        check("21st", "21 ordinal|");
        check("third", "3 ordinal|");
        check("twenty-fifth", "25 ordinal|");
        check("one hundred and third", "103 ordinal|");
        check("two hundredth", "200 ordinal|");
        check("twenty second", "20 | second");
    }

    #[test]
    fn german() {
        let check = |text, want| check_in(Language::German, text, want);
        check("zweihundertfünfunddreißig Ziegen", "235 | Ziegen");
        check("drei Millionen", "3000000 |");
        check("1,5 Milliarden Euro", "1500000000 | Euro");
        check("12.500 Menschen", "12500 | Menschen");
        check("eine Million", "1000000 |");
        check("zwei Drittel der", "0.666667 fraction| der");
        check("eine halbe Million", "500000 |");
        check("drei Komma fünf Prozent", "3.5 | Prozent");
        check("Ziegen", "-");
    }

    #[test]
    fn long_runs_end() {
        for word in ["hundred ", "one hundred and ", "million ", "and a half ", "1 234 ", "one in "] {
            let text = format!("a {}", word.repeat(10_000));
            let toks = Toks::new(&text, Numerals::of(Language::English));
            for i in 0..50 {
                if let Some(read) = numeral(&toks, i, false) {
                    assert!(read.end > i && read.end < i + 3 * MOST_TOKENS, "{word}");
                }
            }
        }
    }
}
