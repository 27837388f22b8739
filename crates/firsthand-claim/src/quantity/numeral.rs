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
use super::lex::{Is, Kind, Toks};
use super::part::{and_part, continued, half, part_of_one, parts, quarter, share};
use super::run::Group;
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

pub(super) fn cardinal(value: Decimal, end: usize) -> Read {
    Read { value: value.normalize(), end, kind: NumeralKind::Cardinal, scale: None, plain: true }
}

pub(super) fn fraction(value: Decimal, end: usize) -> Read {
    Read { value: value.normalize(), end, kind: NumeralKind::Fraction, scale: None, plain: false }
}

fn ordinal(value: Decimal, end: usize) -> Option<Read> {
    Some(Read { value, end, kind: NumeralKind::Ordinal, scale: None, plain: true })
}

pub(super) fn part(above: u64, below: u64) -> Option<Decimal> {
    Decimal::from(above).checked_div(Decimal::from(below))
}

pub(super) fn power_of_ten(power: u8) -> Option<Decimal> {
    10u64.checked_pow(power.into()).map(Decimal::from)
}

/// Figures, with what may follow: "1.5 million", "2 1/2", "5bn", "21st", "3/4".
pub(super) fn in_figures(toks: &Toks, i: usize, money: bool) -> Option<Read> {
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
pub(super) fn in_words(toks: &Toks, i: usize) -> Option<Read> {
    let mut group = Group::default();
    let end = group.run(toks, i)?;
    finish(toks, group, end)
}

/// Number words after a value: "hundred and fifty" after "a" or "3", "million" after "1.5".
pub(super) fn in_words_from(toks: &Toks, i: usize, value: Decimal) -> Option<Read> {
    let mut group = Group { open: value, given: true, ..Group::default() };
    match group.run(toks, i) {
        Some(end) => finish(toks, group, end),
        None => {
            let read = cardinal(value, i);
            and_part(toks, read, value).or(Some(read))
        }
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
