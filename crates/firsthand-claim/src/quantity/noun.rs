//! Reads what a number counts: the noun phrase or participle behind it.
//!
//! In: tokens and the token after a number. Out: the phrase with its head and what befell those who are
//! counted, or `None` where nothing that can be counted follows. A phrase ends with its first plural
//! ("medium-range rockets"), and goes on over "and" to a second one ("ships and engine parts").
//!
//! Known gaps: no parse, so a verb that ends in "s" right behind a capitalised name is taken for a
//! plural; only persons are counted in the singular ("one woman").

use super::lex::{Is, Kind, Toks};
use firsthand_text::Span;
use firsthand_text::language::en;

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// The words, with what befell them: "farmers killed" of "farmers were killed".
    pub(super) words: String,
    pub(super) span: Span,
    /// The head noun, where there is one.
    pub(super) head: Option<Span>,
    /// Token after it.
    pub(super) end: usize,
}

/// Most words of a phrase up to its first plural: "long-range air-launched cruise missiles" and no whole
/// clause.
const MOST_WORDS: usize = 6;

/// Most phrases joined by "and".
const MOST_JOINED: usize = 3;

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
    "policewomen",
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
    "warheads",
    "congressmen",
    "militiamen",
    "crewmen",
    "schoolchildren",
    "grandchildren",
    "frenchmen",
    "englishmen",
    "workmen",
    "seamen",
    "tradesmen",
    "craftsmen",
    "clergymen",
    "swine",
    "poultry",
    "deer",
    "bison",
    "watercraft",
    "alumni",
    "phenomena",
];

/// Persons in the singular, for "one woman" and "a 12-person panel".
const PERSONS: &[&str] = &[
    "person",
    "man",
    "woman",
    "child",
    "boy",
    "girl",
    "soldier",
    "officer",
    "policeman",
    "policewoman",
    "civilian",
    "passenger",
    "worker",
    "student",
    "teacher",
    "driver",
    "pilot",
    "gunman",
    "suspect",
    "victim",
    "resident",
    "protester",
    "demonstrator",
    "journalist",
    "doctor",
    "nurse",
    "farmer",
    "fisherman",
    "miner",
    "firefighter",
    "paramedic",
    "tourist",
    "hostage",
    "prisoner",
    "inmate",
    "refugee",
    "migrant",
    "villager",
    "serviceman",
    "sailor",
    "climber",
    "hiker",
    "pedestrian",
    "cyclist",
    "motorist",
    "bystander",
    "aid",
    "employee",
    "lawmaker",
    "militant",
    "insurgent",
    "fighter",
    "guard",
    "bodyguard",
    "patient",
    "infant",
    "baby",
    "toddler",
    "teenager",
    "pensioner",
    "witness",
    "candidate",
    "senator",
    "vote",
    "seat",
    "case",
    "death",
    "fatality",
    "casualty",
    "injury",
    "injured",
];

/// Nouns behind a hyphen in the singular that are counted: "a 12-member panel", "a 200-bed hospital".
const HYPHENED: &[&str] = &[
    "member",
    "nation",
    "country",
    "person",
    "man",
    "woman",
    "seat",
    "bed",
    "strong",
    "storey",
    "story",
    "floor",
    "page",
    "room",
    "vessel",
    "ship",
    "car",
    "truck",
    "judge",
    "bedroom",
    "volume",
    "village",
    "stop",
    "vehicle",
    "wagon",
    "unit",
    "house",
    "home",
    "seater",
    "passenger",
    "company",
    "team",
    "candidate",
    "bloc",
    "lane",
    "part",
    "game",
    "match",
    "goal",
    "vote",
    "party",
];

/// What befell those who are counted; it belongs to the phrase.
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

/// The noun phrase at `i` with what befell it: "Northern diplomats and officers dead".
pub(super) fn noun(toks: &Toks, i: usize) -> Option<Counted> {
    if FATES.contains(&toks.low(i)) && toks.joined(i) {
        let end = and_fate(toks, i + 1);
        return Some(told(toks, i, end, None));
    }
    let mut end = phrase(toks, i, true)?;
    let head = toks.at(end - 1).span;
    for _ in 0..MOST_JOINED {
        if !matches!(toks.low(end), "and" | "or") || toks.low(end + 1).ends_with("ed") {
            break;
        }
        let Some(next) = phrase(toks, end + 1, false) else { break };
        end = next;
    }
    Some(with_fate(toks, told(toks, i, end, Some(head))))
}

/// A person in the singular at `i`, after "one": "one police officer was killed".
pub(super) fn person(toks: &Toks, i: usize) -> Option<Counted> {
    for at in i..i + 3 {
        if !toks.joined(at) || toks.at(at).kind != Kind::Word || ends_phrase(toks, at) {
            return None;
        }
        let last = !toks.is_word(at + 1)
            || !toks.plain_word(at + 1)
            || ends_phrase(toks, at + 1)
            || is_verb(toks.low(at + 1));
        if PERSONS.contains(&toks.low(at)) && last && toks.low(at) != "aid" && !toks.at(at).possessive {
            let head = (!FATES.contains(&toks.low(at))).then_some(toks.at(at).span);
            return Some(with_fate(toks, told(toks, i, at + 1, head)));
        }
    }
    None
}

fn is_verb(low: &str) -> bool {
    FATES.contains(&low)
        || matches!(low, "died" | "drowned" | "survived" | "remains" | "remained" | "told" | "still")
        || low.ends_with("ed")
}

/// The noun behind a hyphen: "12-member", "200-strong crowd".
pub(super) fn hyphened(toks: &Toks, i: usize) -> Option<Counted> {
    if !HYPHENED.contains(&toks.low(i)) {
        return None;
    }
    Some(told(toks, i, i + 1, Some(toks.at(i).span)))
}

/// Words `from..end` as what is counted.
pub(super) fn told(toks: &Toks, from: usize, end: usize, head: Option<Span>) -> Counted {
    let span = toks.cover(from, end);
    let words: Vec<&str> = span.of(toks.text).split_whitespace().collect();
    Counted { words: words.join(" "), span, head, end }
}

/// `counted` with the fate that is told of it: "people killed" of "people were killed".
pub(super) fn with_fate(toks: &Toks, counted: Counted) -> Counted {
    let Some((from, end)) = fate(toks, counted.end) else { return counted };
    let words = toks.cover(from, end).of(toks.text);
    Counted {
        words: format!("{} {words}", counted.words),
        span: counted.span.cover(toks.cover(from, end)),
        head: counted.head,
        end,
    }
}

/// "killed", "were killed or wounded", "have been displaced": where the fate stands.
pub(super) fn fate(toks: &Toks, i: usize) -> Option<(usize, usize)> {
    let mut at = i;
    while at < i + 4
        && matches!(
            toks.low(at),
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
    (toks.joined(at) && FATES.contains(&toks.low(at))).then(|| (at, and_fate(toks, at + 1)))
}

fn and_fate(toks: &Toks, end: usize) -> usize {
    if matches!(toks.low(end), "or" | "and") && FATES.contains(&toks.low(end + 1)) { end + 2 } else { end }
}

/// The token after the plural that ends a noun phrase at `i`. The first part of a pair may lack its own
/// plural ("Falcon and Kestrel-type gliders").
fn phrase(toks: &Toks, i: usize, first: bool) -> Option<usize> {
    let mut words = 0;
    let mut at = i;
    while words < MOST_WORDS && toks.joined(at) {
        if toks.hyphen(at) {
            at += 1;
            continue;
        }
        let tok = toks.at(at);
        // "U.S. soldiers"
        if tok.kind == Kind::Mark && toks.low(at) == "." && words > 0 && toks.at(at - 1).span.len() == 1 {
            at += 1;
            continue;
        }
        // Names in a phrase may be joined: "Falcon and Kestrel-type gliders".
        if first
            && matches!(toks.low(at), "and" | "or")
            && words > 0
            && toks.at(at - 1).capital
            && toks.at(at + 1).capital
        {
            at += 1;
            continue;
        }
        if tok.kind != Kind::Word || tok.possessive && words == 0 && !tok.capital || ends_phrase(toks, at) {
            return None;
        }
        words += 1;
        at += 1;
        if is_plural(toks.low(at - 1)) && !toks.hyphen(at) && !noun_goes_on(toks, at) {
            return Some(at);
        }
    }
    None
}

/// Whether a plural is only the first half of a compound: "arms dealers", "sports clubs".
fn noun_goes_on(toks: &Toks, i: usize) -> bool {
    matches!(
        toks.back(i, 1),
        "arms"
            | "sports"
            | "human-rights"
            | "rights"
            | "defence"
            | "news"
            | "weapons"
            | "securities"
            | "sales"
            | "police"
            | "media"
            | "data"
            | "staff"
            | "crew"
            | "fish"
            | "youth"
            | "women"
            | "men"
            | "children"
            | "infantry"
            | "cattle"
            | "poultry"
            | "sheep"
            | "livestock"
            | "aircraft"
            | "people"
    ) && toks.joined(i)
        && toks.plain_word(i)
        && is_plural(toks.low(i))
        && !ends_phrase(toks, i)
}

/// Whether a word can't stand inside a noun phrase: it belongs to what follows.
pub(super) fn ends_phrase(toks: &Toks, i: usize) -> bool {
    let low = toks.low(i);
    if toks.at(i).capital {
        return matches!(
            low,
            "street" | "avenue" | "road" | "lane" | "boulevard" | "drive" | "square" | "st" | "ave" | "rd"
        );
    }
    en::is_function_word(low)
        || matches!(
            toks.is(i),
            Is::Small(_) | Is::Tens(_) | Is::Scale(_) | Is::Figures | Is::Dozen | Is::Half
        )
        || toks.is(i) == Is::Vague && !matches!(low, "scores")
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
                | "many"
                | "both"
                | "each"
                | "every"
                | "now"
                | "then"
                | "here"
                | "times"
                | "as"
                | "until"
                | "because"
                | "though"
                | "although"
                | "versus"
                | "amid"
                | "among"
                | "within"
                | "near"
                | "whose"
                | "why"
                | "us"
                | "me"
                | "amongst"
                | "till"
                | "upon"
                | "onto"
                | "toward"
                | "towards"
        )
}

/// Whether a word in lower case is a plural.
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
                    | "yes"
                    | "upwards"
                    | "downwards"
                    | "forwards"
                    | "backwards"
                    | "sometimes"
                    | "nowadays"
                    | "indoors"
                    | "outdoors"
                    | "remains"
                    | "becomes"
                    | "comes"
                    | "makes"
                    | "gives"
                    | "tells"
                    | "seems"
                    | "gets"
            )
}
