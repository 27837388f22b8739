//! Reads the measure or currency beside a number.
//!
//! In: tokens and where the number begins or ends. Out: the unit with its code and value in SI units, and
//! where it ends: "%", "percentage points", "km/h", "square miles", "metric tons", "degrees Celsius",
//! "Swiss francs", "US$". Short symbols are only taken as they are written ("MW", not "mw").
//!
//! Known gaps: units joined by anything but "square", "cubic", "per" and "/"; inches as a quotation mark.

use super::currency;
use super::lex::{Is, Kind, Toks, is_hyphen};
use super::measure::{self, Dimension, Known};
use super::numeral::Read;
use firsthand_text::language::en::is_function_word;
use rust_decimal::Decimal;

/// What a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityKind {
    /// So many of something.
    Count,
    /// A part of something: "two-thirds of the votes", "one in five adults".
    Share,
    /// Hundredths of something.
    Percentage,
    /// Differences of percentages.
    PercentagePoints,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// An amount of money.
    Money,
    /// So many units of measurement.
    Measure(Dimension),
}

impl QuantityKind {
    /// A word for it; a measure has that of its dimension.
    pub fn as_str(self) -> &'static str {
        match self {
            QuantityKind::Count => "count",
            QuantityKind::Share => "share",
            QuantityKind::Percentage => "percentage",
            QuantityKind::PercentagePoints => "percentage-points",
            QuantityKind::BasisPoints => "basis-points",
            QuantityKind::Money => "money",
            QuantityKind::Measure(dimension) => dimension.as_str(),
        }
    }
}

/// A unit that a number was given in.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its symbol ("km/h", "kg", "m2", "%"), the code of ISO 4217 ("USD"), or, where the words don't say which
    /// country's it is, the currency's name ("dollar", "franc").
    pub code: String,
    /// What is measured with it.
    pub kind: QuantityKind,
    factor: Option<Decimal>,
    offset: Decimal,
}

/// Figures that a value in SI units is given in.
const SI_FIGURES: u32 = 12;

impl Unit {
    fn known(known: &Known) -> Unit {
        Unit {
            code: known.code.to_string(),
            kind: QuantityKind::Measure(known.dimension),
            factor: known.factor(),
            offset: known.offset(),
        }
    }

    fn new(code: impl Into<String>, kind: QuantityKind) -> Unit {
        Unit { code: code.into(), kind, factor: None, offset: Decimal::ZERO }
    }

    /// The value of `number` units in SI units with the symbol of that, to twelve figures: 3 ft are 0.9144
    /// m. `None` for money and parts, and for units without a fixed value (months, "tons").
    pub fn si(&self, number: Decimal) -> Option<(Decimal, &'static str)> {
        let QuantityKind::Measure(dimension) = self.kind else { return None };
        let value = number.checked_mul(self.factor?)?.checked_add(self.offset)?;
        Some((value.round_sf(SI_FIGURES)?.normalize(), dimension.si()))
    }
}

/// A unit that was read.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) unit: Unit,
    /// Its first token.
    pub(super) from: usize,
    /// The token after it.
    pub(super) end: usize,
    /// By what the number is to be multiplied: "75 USD million".
    pub(super) times: Option<Decimal>,
}

impl Measured {
    fn new(unit: Unit, from: usize, end: usize) -> Measured {
        Measured { unit, from, end, times: None }
    }
}

/// The currency before a number at `i`: "$", "US$", "EUR", "Rs."; its `end` is where the number begins.
pub(super) fn currency_before(toks: &Toks, i: usize) -> Option<Measured> {
    let money = |code: &str, end| Some(Measured::new(Unit::new(code, QuantityKind::Money), i, end));
    let raw = toks.raw(i);
    if let Some(code) = currency::sign(raw) {
        return money(code, i + 1);
    }
    if toks.at(i).kind != Kind::Word || raw.len() > 4 {
        return None;
    }
    // "US$5", "mxn$ 15"; with a space only in texts that were cut into words ("hk $ 5").
    if toks.low(i + 1) == "$"
        && (toks.at(i + 1).glued || raw.len() > 1 || raw == "c")
        && let Some(code) = currency::dollar_of(raw)
    {
        return money(code, i + 2);
    }
    if toks.low(i) == "u" && toks.low(i + 1) == "." && toks.low(i + 2) == "s" {
        let end = i + 3 + usize::from(toks.low(i + 3) == ".");
        return if toks.low(end) == "$" { money("USD", end + 1) } else { None };
    }
    let code = currency::before(raw)?;
    let end = i + 1 + usize::from(toks.low(i + 1) == "." || toks.low(i + 1) == "$");
    if toks.is(end) == Is::Figures { money(code, end) } else { None }
}

/// The unit at `i`, right after a number or after a hyphen behind it.
pub(super) fn unit_after(toks: &Toks, i: usize, read: &Read) -> Option<Measured> {
    let hyphened = i > 0 && is_hyphen(toks.back(i, 1));
    let next = toks.at(i);
    let bracket =
        matches!(toks.low(i), "(" | "[" | "{" | "<") && matches!(toks.low(i + 2), ")" | "]" | "}" | ">");
    if bracket && let Some(known) = measure::by_symbol(toks.raw(i + 1)) {
        return Some(Measured::new(Unit::known(known), i, i + 3));
    }
    if !toks.joined(i) || next.kind == Kind::Figures {
        return None;
    }
    percentage(toks, i)
        .or_else(|| degrees(toks, i, read))
        .or_else(|| money_after(toks, i, read, hyphened))
        .or_else(|| measured(toks, i, read, hyphened))
}

/// "%", "per cent", "percentage points", "basis points", "bps".
fn percentage(toks: &Toks, i: usize) -> Option<Measured> {
    let (points, end) = match (toks.low(i), toks.low(i + 1)) {
        ("per", "cent") => (false, i + 2),
        ("%" | "percent" | "percents" | "pct" | "％" | "percentage", _) => (false, i + 1),
        ("pc", _) if !toks.at(i).capital => (false, i + 1),
        ("pp" | "ppt" | "ppts", _) => (true, i + 1),
        ("basis", "point" | "points") => {
            return Some(Measured::new(Unit::new("bp", QuantityKind::BasisPoints), i, i + 2));
        }
        ("bps" | "bp", _) => {
            return Some(Measured::new(Unit::new("bp", QuantityKind::BasisPoints), i, i + 1));
        }
        _ => return None,
    };
    let at = toks.past_hyphen(end);
    if matches!(toks.low(at), "point" | "points") {
        return Some(Measured::new(Unit::new("pp", QuantityKind::PercentagePoints), i, at + 1));
    }
    let unit = if points {
        Unit::new("pp", QuantityKind::PercentagePoints)
    } else {
        Unit::new("%", QuantityKind::Percentage)
    };
    Some(Measured::new(unit, i, end))
}

/// "degrees Celsius", "°F", "deg c", "degrees", "30C".
fn degrees(toks: &Toks, i: usize, read: &Read) -> Option<Measured> {
    let scale = |low: &str| match low {
        "c" => Some("Cel"),
        "f" => Some("degF"),
        _ => None,
    };
    let kind = QuantityKind::Measure(Dimension::Temperature);
    match toks.low(i) {
        "degrees" | "degree" | "°" | "º" | "deg" | "degs" => {
            let mut at = i + 1;
            if toks.low(i) == "deg" && toks.low(at) == "." {
                at += 1;
            }
            let at = toks.past_hyphen(at);
            let letter = toks.at(at).kind == Kind::Word && (toks.low(i).len() > 2 || toks.at(at).glued);
            let code = scale(toks.low(at)).filter(|_| letter);
            if let Some(known) = code.and_then(measure::by_code).or_else(|| temperature(toks.low(at))) {
                return Some(Measured::new(Unit::known(known), i, at + 1));
            }
            let kind = if warm(toks, i) { kind } else { QuantityKind::Measure(Dimension::Angle) };
            let mut unit = Unit::new("deg", kind);
            if kind == QuantityKind::Measure(Dimension::Angle) {
                // Pi over 180, to more figures than are given.
                unit.factor = "0.01745329251994330".parse().ok();
            }
            Some(Measured::new(unit, i, i + 1))
        }
        // "30C": as British papers print it; hotter or colder is no weather but a code.
        low @ ("c" | "f") if toks.at(i).glued && toks.at(i).capital && !toks.at(i + 1).glued => {
            let (coldest, hottest) = if low == "c" { (-90, 60) } else { (-80, 140) };
            let weather = read.value >= Decimal::from(coldest) && read.value <= Decimal::from(hottest);
            // "the 13F filing" is a form.
            let noun = toks.plain_word(i + 1) && !is_function_word(toks.low(i + 1)) && !warm(toks, i);
            let known = scale(low).and_then(measure::by_code).filter(|_| weather && read.plain && !noun)?;
            Some(Measured::new(Unit::known(known), i, i + 1))
        }
        _ => None,
    }
}

fn temperature(low: &str) -> Option<&'static Known> {
    measure::by_word(low).filter(|known| known.dimension == Dimension::Temperature)
}

/// Whether words around speak of warmth.
fn warm(toks: &Toks, i: usize) -> bool {
    const WARM: &[&str] = &[
        "temperature",
        "temperatures",
        "thermostat",
        "warm",
        "warmer",
        "warming",
        "hot",
        "hotter",
        "cold",
        "colder",
        "cool",
        "cooler",
        "heat",
        "heatwave",
        "weather",
        "freezing",
        "fever",
        "celsius",
        "fahrenheit",
        "forecast",
        "sunny",
        "mercury",
        "degrees-high",
    ];
    let around = i.saturating_sub(12)..i + 8;
    around.into_iter().any(|at| toks.at(at).sentence == toks.at(i).sentence && WARM.contains(&toks.low(at)))
}

/// Money after the number: "dollars", "Swiss francs", "US dollars", "EUR", "€", "USD million".
fn money_after(toks: &Toks, i: usize, read: &Read, hyphened: bool) -> Option<Measured> {
    let money = |code: &str, end| Some(Measured::new(Unit::new(code, QuantityKind::Money), i, end));
    let raw = toks.raw(i);
    if let Some(code) = currency::sign(raw) {
        // In "5 $10 notes" the sign belongs to what follows.
        let next = toks.is(i + 1) == Is::Figures && toks.at(i + 1).glued && !toks.at(i).glued;
        return if next { None } else { money(code, i + 1) };
    }
    if toks.at(i).kind != Kind::Word {
        return None;
    }
    if let Some(code) = currency::after(raw).filter(|_| !hyphened) {
        if let Is::Scale(power) = toks.is(i + 1)
            && toks.joined(i + 1)
        {
            let times = 10u64.checked_pow(power.into()).map(Decimal::from);
            return Some(Measured { times, ..Measured::new(Unit::new(code, QuantityKind::Money), i, i + 2) });
        }
        return money(code, i + 1);
    }
    if let Some(code) = currency::millions(raw) {
        let times = Some(Decimal::from(1_000_000));
        return Some(Measured { times, ..Measured::new(Unit::new(code, QuantityKind::Money), i, i + 1) });
    }
    // "p" of British prices: "470p".
    if raw == "p" && toks.at(i).glued && !toks.at(i + 1).glued && read.plain {
        return money("penny", i + 1);
    }
    let million = Decimal::from(1_000_000);
    for words in 0..=currency::MOST_ADJECTIVES {
        let (adjective, at) = adjective(toks, i, words)?;
        let low = toks.low(at);
        let known = currency::word(low).map(|(code, _)| code).or_else(|| currency::is_scarce(low));
        let Some(family) = known.filter(|_| toks.joined(at)) else { continue };
        if words > 0 {
            match currency::national(&adjective, family) {
                Some(code) => return money(code, at + 1),
                None => continue,
            }
        }
        let sterling = usize::from(family == "pound" && toks.low(at + 1) == "sterling");
        if sterling == 1 {
            return money("GBP", at + 2);
        }
        // Pounds are a weight unless they are millions; "won" and "real" are words.
        let vague = family == "pound" || currency::word(low).is_none();
        if vague
            && (toks.low(at + 1) == "of" && family == "pound"
                || read.value < million && read.scale.is_none_or(|scale| scale < million))
        {
            return None;
        }
        return money(family, at + 1);
    }
    None
}

/// The `words` words at `i` as an adjective in lower case, and the token after them; "U.S." is one word.
fn adjective(toks: &Toks, i: usize, words: usize) -> Option<(String, usize)> {
    if words > 0 && toks.low(i) == "u" && toks.low(i + 1) == "." && toks.low(i + 2) == "s" {
        let end = i + 3 + usize::from(toks.low(i + 3) == ".");
        return (words == 1).then(|| ("us".to_string(), end)).or(Some((String::new(), end)));
    }
    let mut adjective = String::new();
    for at in i..i + words {
        if !toks.is_word(at) {
            return None;
        }
        if at > i {
            adjective.push(' ');
        }
        adjective.push_str(toks.low(at));
    }
    Some((adjective, i + words))
}

/// Units of measurement.
fn measured(toks: &Toks, i: usize, read: &Read, hyphened: bool) -> Option<Measured> {
    let (unit, end) = powered(toks, i).or_else(|| single(toks, i, read, hyphened))?;
    let QuantityKind::Measure(dimension) = unit.kind else { return Some(Measured::new(unit, i, end)) };
    // "kilowatt hours"
    let at = toks.past_hyphen(end);
    if dimension == Dimension::Power
        && matches!(toks.low(at), "hour" | "hours")
        && let Some(factor) = unit.factor.and_then(|factor| factor.checked_mul(Decimal::from(3600)))
    {
        let unit = Unit {
            code: format!("{}h", unit.code),
            kind: QuantityKind::Measure(Dimension::Energy),
            factor: Some(factor),
            offset: Decimal::ZERO,
        };
        return Some(Measured::new(unit, i, at + 1));
    }
    if let Some((time, end)) = per_time(toks, end)
        && let Some(rate) = match dimension {
            Dimension::Length => Some(Dimension::Speed),
            Dimension::Data => Some(Dimension::DataRate),
            _ => None,
        }
    {
        let factor = unit.factor.zip(time.factor()).and_then(|(above, below)| above.checked_div(below));
        let code = format!("{}/{}", unit.code, time.code);
        let unit = Unit { code, kind: QuantityKind::Measure(rate), factor, offset: Decimal::ZERO };
        return Some(Measured::new(unit, i, end));
    }
    Some(Measured::new(unit, i, end))
}

/// "per hour", "an hour", "/h" at `i`, and the token after it.
fn per_time(toks: &Toks, i: usize) -> Option<(&'static Known, usize)> {
    let slash = toks.low(i) == "/" && toks.at(i).glued;
    let per = matches!(toks.low(i), "per" | "a" | "an") && toks.joined(i);
    let known = measure::by_word(toks.low(i + 1))
        .or_else(|| measure::by_symbol(toks.raw(i + 1)).filter(|_| slash))
        .filter(|known| known.dimension == Dimension::Time)?;
    (slash || per).then_some((known, i + 2))
}

/// "square miles", "cubic feet", "sq km", "metric tons", "nautical miles".
fn powered(toks: &Toks, i: usize) -> Option<(Unit, usize)> {
    let mut at = toks.past_hyphen(i + 1);
    if toks.low(i) == "sq" || toks.low(i) == "cu" {
        at += usize::from(toks.low(at) == ".");
    }
    let length = || {
        measure::by_word(toks.low(at))
            .or_else(|| measure::by_symbol(toks.raw(at)))
            .filter(|known| known.dimension == Dimension::Length && toks.joined(at))
    };
    let (code, dimension, power) = match toks.low(i) {
        "square" | "sq" => ("2", Dimension::Area, 2),
        "cubic" | "cu" => ("3", Dimension::Volume, 3),
        "metric" if matches!(toks.low(at), "ton" | "tons" | "tonne" | "tonnes") => {
            return Some((Unit::known(measure::by_code("t")?), at + 1));
        }
        "nautical" | "sea" if matches!(toks.low(at), "mile" | "miles") => {
            return fixed("nmi", "1852", Dimension::Length, at);
        }
        "long" if matches!(toks.low(at), "ton" | "tons") => {
            return fixed("long-ton", "1016.0469088", Dimension::Mass, at);
        }
        "short" if matches!(toks.low(at), "ton" | "tons") => {
            return fixed("short-ton", "907.18474", Dimension::Mass, at);
        }
        "troy" if matches!(toks.low(at), "ounce" | "ounces") => {
            return fixed("oz-t", "0.0311034768", Dimension::Mass, at);
        }
        "fluid" if matches!(toks.low(at), "ounce" | "ounces") => {
            return fixed("fl-oz", "0.0000295735295625", Dimension::Volume, at);
        }
        "imperial" if matches!(toks.low(at), "gallon" | "gallons") => {
            return fixed("imp-gal", "0.00454609", Dimension::Volume, at);
        }
        _ => return None,
    };
    let base = length()?;
    let factor =
        base.factor().and_then(|factor| (1..power).try_fold(factor, |all, _| all.checked_mul(factor)));
    let unit = Unit {
        code: format!("{}{code}", base.code),
        kind: QuantityKind::Measure(dimension),
        factor,
        offset: Decimal::ZERO,
    };
    Some((unit, at + 1))
}

fn fixed(code: &str, factor: &str, dimension: Dimension, at: usize) -> Option<(Unit, usize)> {
    let factor = factor.parse().ok();
    Some((
        Unit { code: code.into(), kind: QuantityKind::Measure(dimension), factor, offset: Decimal::ZERO },
        at + 1,
    ))
}

/// One word or symbol.
fn single(toks: &Toks, i: usize, read: &Read, hyphened: bool) -> Option<(Unit, usize)> {
    let (raw, low, glued) = (toks.raw(i), toks.low(i), toks.at(i).glued && !hyphened);
    if toks.at(i).kind != Kind::Word {
        return None;
    }
    // "5 light years"
    if low == "light" && matches!(toks.low(toks.past_hyphen(i + 1)), "year" | "years") {
        return Some((Unit::known(measure::by_code("ly")?), toks.past_hyphen(i + 1) + 1));
    }
    if let Some(known) = measure::by_symbol(raw) {
        let last = toks.is(read.end - 1) == Is::Figures || read.scale.is_some();
        let letter = match raw {
            // After words they are words: "five A", and so are most with a space between.
            "m" => last,
            "g" | "l" | "L" | "t" | "h" | "W" | "V" => last && (glued || hyphened),
            "J" | "N" | "A" | "s" | "cc" if !(glued && last) => false,
            "J" | "N" | "A" | "s" => false,
            "mb" | "ms" | "ns" | "cal" | "ha" | "cl" | "mi" => last,
            _ => true,
        };
        if letter && !(toks.hyphen(i + 1) && glued && raw.len() == 1) {
            return Some((Unit::known(known), i + 1));
        }
        return None;
    }
    // "a stone", "cups" and the like are words too, but after a number they measure.
    let known = measure::by_word(low)?;
    match low {
        "sec" | "min" | "hr" | "yr" | "secs" | "mins" | "hrs" | "yrs" if !read.plain => return None,
        // "two stone walls"
        "stone" if toks.plain_word(i + 1) && toks.low(i + 1).ends_with('s') && !hyphened => return None,
        // "the first two second-half goals", "the quarter"
        "second" if read.value != Decimal::ONE && !hyphened => return None,
        "foot" if toks.low(i + 1) == "soldiers" || toks.low(i + 1) == "patrols" => return None,
        "cups" | "cup" if toks.at(i).capital => return None,
        _ => {}
    }
    Some((Unit::known(known), i + 1))
}
