//! Reads what a number counts: the noun phrase, measure or participle behind it.
//!
//! In: a page and the token after a number. Out: the unit and where it ends, or `None` where
//! nothing that can be counted follows. A phrase ends with its first plural ("medium-range
//! rockets"), and goes on over "and" to a second one ("ships and engine parts").
//!
//! Known gaps: no parse, so a verb that ends in "s" right behind a capitalised name is taken for a
//! plural.

use crate::when::lexicon::{Is, Page};
use firsthand_text::language::en;
use firsthand_text::{Span, TokenKind};

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    pub(super) unit: String,
    pub(super) span: Span,
    /// Token after it.
    pub(super) end: usize,
}

/// Most words of a unit up to its first plural: "long-range air-launched cruise missiles" and no whole clause.
const MOST_WORDS: usize = 6;

/// Measures that follow a number, in lower case.
const MEASURES: &[&str] = &[
    "%",
    "percent",
    "pc",
    "km",
    "kms",
    "kilometres",
    "kilometers",
    "kilometre",
    "kilometer",
    "m",
    "metres",
    "meters",
    "cm",
    "mm",
    "centimetres",
    "centimeters",
    "miles",
    "mile",
    "mph",
    "kph",
    "km/h",
    "feet",
    "ft",
    "inches",
    "yards",
    "nm",
    "knots",
    "kg",
    "kilograms",
    "kilos",
    "grams",
    "g",
    "tonnes",
    "tonne",
    "tons",
    "ton",
    "pounds",
    "lb",
    "lbs",
    "ounces",
    "litres",
    "liters",
    "gallons",
    "barrels",
    "hectares",
    "acres",
    "mw",
    "gw",
    "kw",
    "megawatts",
    "gigawatts",
    "kilowatts",
    "degrees",
    "celsius",
    "°c",
    "°f",
    "°",
    "sq",
    "dollars",
    "dollar",
    "euros",
    "euro",
    "yen",
    "yuan",
    "rubles",
    "roubles",
    "rupees",
    "pesos",
    "francs",
    "lira",
    "cents",
    "pence",
    "kt",
    "gb",
    "tb",
    "mb",
];

/// Plurals that don't show it, and mass words of people and machines.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "personnel",
    "staff",
    "police",
    "troops",
    "aircraft",
    "spacecraft",
    "cattle",
    "sheep",
    "fish",
    "servicemen",
    "servicewomen",
    "policemen",
    "firemen",
    "fishermen",
    "gunmen",
    "businessmen",
    "lawmakers",
    "crew",
    "infantry",
    "cavalry",
    "livestock",
    "feet",
    "teeth",
    "media",
    "data",
    "fatalities",
    "hovercraft",
    "salmon",
    "oxen",
    "geese",
    "mice",
    "criteria",
    "nuclei",
    "fungi",
    "larvae",
    "youth",
    "clergy",
    "spokesmen",
    "airmen",
    "marines",
];

/// What befell those who are counted; it belongs to the unit.
const FATES: &[&str] = &[
    "dead",
    "killed",
    "wounded",
    "injured",
    "missing",
    "hurt",
    "arrested",
    "detained",
    "displaced",
    "captured",
    "destroyed",
    "homeless",
    "hospitalised",
    "hospitalized",
    "evacuated",
    "kidnapped",
    "abducted",
    "drowned",
    "sunk",
];

/// The measure at `i`: "%", "per cent", "km", "square metres".
pub(super) fn measure(page: &Page, i: usize) -> Option<Counted> {
    if !page.joined(i) {
        return None;
    }
    let low = page.low(i);
    let mut end = match (low, page.low(i + 1)) {
        ("per", "cent")
        | ("square" | "cubic", "km" | "kilometres" | "kilometers" | "metres" | "meters" | "miles" | "feet") => {
            i + 2
        }
        ("percentage", "points") | ("nautical", "miles") => i + 2,
        ("sq", "km" | "m" | "miles" | "ft") => i + 2,
        // "5 m", but "5 g" of a network and "10 M" of a name are none.
        ("m" | "g" | "sq" | "c", _) if page.at(i).capital => return None,
        ("sq", _) => return None,
        _ if MEASURES.contains(&low) => i + 1,
        _ => return None,
    };
    if matches!(page.low(end), "c" | "f" | "celsius") && matches!(low, "°" | "degrees") {
        end += 1;
    }
    if page.low(end) == "/" && page.low(end + 1) == "h" {
        end += 2;
    }
    Some(told(page, i, end))
}

fn told(page: &Page, from: usize, end: usize) -> Counted {
    let span = page.cover(from, end);
    let unit: Vec<&str> = span.of(page.text).split_whitespace().collect();
    Counted { unit: unit.join(" "), span, end }
}

/// The noun phrase at `i` with what befell it: "Northern diplomats and officers dead".
pub(super) fn noun(page: &Page, i: usize) -> Option<Counted> {
    if FATES.contains(&page.low(i)) && page.joined(i) {
        let end = and_fate(page, i + 1);
        return Some(told(page, i, end));
    }
    let mut end = phrase(page, i, true)?;
    while matches!(page.low(end), "and" | "or") && !page.low(end + 1).ends_with("ed") {
        let Some(next) = phrase(page, end + 1, false) else { break };
        end = next;
    }
    Some(with_fate(page, told(page, i, end)))
}

/// `counted` with the fate that is told of it: "people killed" of "people were killed".
pub(super) fn with_fate(page: &Page, counted: Counted) -> Counted {
    let Some((from, end)) = fate(page, counted.end) else { return counted };
    let words = page.cover(from, end).of(page.text);
    Counted {
        unit: format!("{} {words}", counted.unit),
        span: counted.span.cover(page.cover(from, end)),
        end,
    }
}

/// "killed", "were killed or wounded", "have been displaced": where the fate stands.
pub(super) fn fate(page: &Page, i: usize) -> Option<(usize, usize)> {
    let mut at = i;
    while at < i + 4
        && matches!(
            page.low(at),
            "were"
                | "was"
                | "are"
                | "is"
                | "have"
                | "has"
                | "had"
                | "been"
                | "left"
                | "reported"
                | "confirmed"
        )
    {
        at += 1;
    }
    (page.joined(at) && FATES.contains(&page.low(at))).then(|| (at, and_fate(page, at + 1)))
}

fn and_fate(page: &Page, end: usize) -> usize {
    if matches!(page.low(end), "or" | "and") && FATES.contains(&page.low(end + 1)) { end + 2 } else { end }
}

/// The token after the plural that ends a noun phrase at `i`. The first part of a pair may lack its own
/// plural ("Falcon and Kestrel-type gliders").
fn phrase(page: &Page, i: usize, first: bool) -> Option<usize> {
    let mut words = 0;
    let mut at = i;
    while words < MOST_WORDS && page.joined(at) {
        if page.hyphen(at) {
            at += 1;
            continue;
        }
        let tok = page.at(at);
        // Names in a phrase may be joined: "Falcon and Kestrel-type gliders".
        if first
            && matches!(page.low(at), "and" | "or")
            && words > 0
            && page.at(at - 1).capital
            && page.at(at + 1).capital
        {
            at += 1;
            continue;
        }
        if tok.kind != TokenKind::Word
            || tok.possessive && words == 0 && !tok.capital
            || ends_phrase(page, at)
        {
            return None;
        }
        words += 1;
        at += 1;
        if is_plural(page.low(at - 1)) && !page.hyphen(at) && !noun_goes_on(page, at) {
            return Some(at);
        }
    }
    None
}

/// Whether a plural is only the first half of a compound: "arms dealers", "sports clubs".
fn noun_goes_on(page: &Page, i: usize) -> bool {
    matches!(
        page.before(i),
        "arms" | "sports" | "human-rights" | "rights" | "defence" | "news" | "weapons" | "securities"
    ) && page.joined(i)
        && page.plain_word(i)
        && is_plural(page.low(i))
}

/// Whether a word can't stand inside a noun phrase: it belongs to what follows.
fn ends_phrase(page: &Page, i: usize) -> bool {
    let low = page.low(i);
    if page.at(i).capital {
        return matches!(
            low,
            "street" | "avenue" | "road" | "lane" | "boulevard" | "drive" | "square" | "st" | "ave" | "rd"
        );
    }
    en::is_function_word(low)
        || matches!(page.is(i), Is::Count(_) | Is::Scale(_) | Is::Digits(..) | Is::Figure(_))
        || matches!(
            low,
            "were"
                | "may"
                | "might"
                | "must"
                | "did"
                | "does"
                | "became"
                | "went"
                | "came"
                | "told"
                | "per"
                | "ago"
                | "later"
                | "earlier"
                | "including"
                | "during"
                | "since"
                | "against"
                | "across"
                | "between"
                | "without"
                | "several"
                | "many"
                | "few"
                | "both"
                | "each"
                | "every"
                | "now"
                | "then"
                | "here"
                | "times"
                | "as"
        )
}

/// Whether a word is a plural.
pub(super) fn is_plural(low: &str) -> bool {
    PLURALS.contains(&low)
        || low.len() > 3
            && low.ends_with('s')
            && !low.ends_with("ss")
            && !low.ends_with("us")
            && !low.ends_with("is")
            && !low.ends_with("ous")
            && !low.ends_with("'s")
            && !matches!(
                low,
                "does"
                    | "says"
                    | "always"
                    | "perhaps"
                    | "besides"
                    | "towards"
                    | "afterwards"
                    | "whereas"
                    | "overseas"
                    | "various"
            )
}

/// The measure glued to figures: "120km" is 120 and "km". "m", "bn" and the like stand for millions and
/// are left to whoever knows the currency.
pub(super) fn glued(low: &str) -> Option<(f64, &str)> {
    let split = low.find(|char: char| !char.is_ascii_digit() && !matches!(char, '.' | ','))?;
    let (figures, unit) = low.split_at(split);
    let value: f64 = figures.replace(',', "").parse().ok()?;
    let known = MEASURES.contains(&unit) && !matches!(unit, "m" | "g" | "pc")
        || matches!(unit, "m" | "bn" | "tn" | "mn");
    (!figures.is_empty() && known).then_some((value, unit))
}
