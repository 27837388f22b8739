//! Which way a time expression points, and whether what it dates has happened.
//!
//! In: a page and the tokens of an expression. Out: the direction and modality that the governing
//! verb gives, and that verb. The nearest cue to the left within the sentence governs; to the right
//! of an expression that opens its clause ("On Friday, they will …") the first one does.
//!
//! Known gaps: no parse, so a verb of a relative clause between an expression and its own verb is
//! taken for it.

use super::lexicon::Page;
use super::{Direction, Modality};
use firsthand_text::TokenKind;

/// What the words around say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tense {
    pub(super) direction: Direction,
    pub(super) modality: Modality,
    /// The token that told, if one did.
    pub(super) cue: Option<usize>,
}

/// How far the governing verb may stand before: longer than nearly every verb phrase of news.
const LEFT: usize = 22;

/// How far it may stand behind an expression that opens a clause.
const RIGHT: usize = 16;

/// How many tokens a negation may stand before its verb: "has not yet been signed".
const NEGATION: usize = 4;

const NOTHING: Tense = Tense { direction: Direction::Unknown, modality: Modality::Happened, cue: None };

/// Reads the tense around tokens `start..end`.
pub(super) fn tense(page: &Page, start: usize, end: usize) -> Tense {
    let told = governed(page, start, end);
    let ahead = matches!(told.modality, Modality::Planned | Modality::Expected);
    match deadline(page, start, end) {
        Some(_) if ahead => Tense { modality: Modality::Deadline, ..told },
        // "A deadline of Friday had been set", "Pay by Friday"
        Some(true) if told.modality == Modality::Happened => Tense { modality: Modality::Deadline, ..told },
        Some(false) if told.cue.is_none() => {
            Tense { direction: Direction::Future, modality: Modality::Deadline, cue: None }
        }
        _ => told,
    }
}

/// Whether tokens `start..end` tell by when something is to be done, if it is yet to be; `true` when the
/// word itself says so.
fn deadline(page: &Page, start: usize, end: usize) -> Option<bool> {
    let back =
        |by: usize| start.checked_sub(by).filter(|&at| page.joined(at + 1)).map_or("", |at| page.low(at));
    let word = |low: &str| matches!(low, "deadline" | "deadlines");
    if page.joined(end) && word(page.low(end))
        || word(back(1))
        || word(back(2)) && matches!(back(1), "of" | "on" | "for" | "is" | "was")
    {
        return Some(true);
    }
    let by = matches!(back(1), "by" | "before" | "within") || back(1) == "than" && back(2) == "later";
    by.then_some(false)
}

/// The tense of the verb that governs tokens `start..end`.
fn governed(page: &Page, start: usize, end: usize) -> Tense {
    // "a vote on Friday will decide": the verb that follows at once governs.
    if let Some(Reading::Told(told)) = (page.joined(end)).then(|| cue(page, end)).flatten()
        && modal(page.low(end)).is_some()
    {
        return told;
    }
    let sentence = page.at(start).sentence;
    let first = start.saturating_sub(LEFT);
    let inside = |i: usize| page.at(i).sentence == sentence;
    let lead = (first..start)
        .rev()
        .take_while(|&i| inside(i))
        .take(3)
        .filter(|&i| page.at(i).kind == TokenKind::Word)
        .count();
    let fronted = lead <= 1 && !(first..start).rev().take_while(|&i| inside(i)).any(|i| is_past(page.low(i)));
    let left = || {
        let mut passive = false;
        for i in (first..start).rev().take_while(|&i| inside(i)) {
            match cue(page, i) {
                Some(Reading::Told(told)) if passive && told.direction == Direction::Past => {}
                Some(Reading::Told(told)) => return Some(told),
                Some(Reading::Passive) => passive = true,
                None => passive = passive && !page.plain_word(i),
            }
        }
        None
    };
    let right = || {
        (end..end + RIGHT).take_while(|&i| inside(i)).find_map(|i| match cue(page, i) {
            Some(Reading::Told(told)) => Some(told),
            _ => None,
        })
    };
    let told = if fronted { right().or_else(left) } else { left().or_else(right) }.unwrap_or(NOTHING);
    // "a new pact, effective 1 June": told of what holds now or will.
    if page.before(start) == "effective" && told.direction == Direction::Past {
        return Tense { direction: Direction::Unknown, ..told };
    }
    // "extended to 20 November", "shut until May": where it ends may lie ahead of a verb in the past.
    let limit = matches!(page.before(start), "until" | "till" | "by" | "to" | "through");
    if limit && told.direction == Direction::Past {
        Tense { direction: Direction::Unknown, ..told }
    } else {
        told
    }
}

enum Reading {
    Told(Tense),
    /// A participle after "be": the auxiliary before it decides.
    Passive,
}

fn cue(page: &Page, i: usize) -> Option<Reading> {
    let low = page.low(i);
    if page.at(i).kind != TokenKind::Word {
        return None;
    }
    let told = |direction, modality| {
        // "had been due in July": the plan is told from behind, and July may lie on either side.
        let direction = if modality != Modality::Happened && told_from_behind(page, i) {
            Direction::Unknown
        } else {
            direction
        };
        let modality = if denied(page, i) { Modality::Denied } else { modality };
        Some(Reading::Told(Tense { direction, modality, cue: Some(i) }))
    };
    if let Some(modality) = modal(low) {
        // "May" with a capital inside a sentence is a month or a name.
        if low == "may" && page.at(i).capital {
            return None;
        }
        return told(Direction::Future, modality);
    }
    match low {
        "to" => infinitive(page, i).map(Reading::Told),
        "if" | "unless" | "whether" => Some(Reading::Told(Tense {
            direction: Direction::Unknown,
            modality: Modality::Conditional,
            cue: Some(i),
        })),
        "expects" | "expect" | "expected" | "expecting" | "due" | "likely" | "predicts" | "anticipates"
        | "anticipated" | "projected" | "hopes" | "hope" | "hoping" => {
            told(Direction::Future, Modality::Expected)
        }
        // "the plan" and "a schedule" are things; who plans, plans to.
        "plan" | "plans" if !matches!(page.low(i + 1), "to" | "on") => None,
        "scheduled" | "slated" | "planned" | "plan" | "plans" | "planning" | "upcoming" | "forthcoming"
        | "intends" | "intend" | "aims" | "payable" | "poised" | "expires" | "begins" | "starts"
        | "opens" | "redeemable" | "ends" | "tentatively" => told(Direction::Future, Modality::Planned),
        // What is fixed is told in the present: "talks resume on Tuesday".
        "resume" | "go" | "take" | "meet" if plain_form_is_governed(page, i) => None,
        "resume" | "resumes" | "go" | "goes" | "meet" | "meets" => told(Direction::Future, Modality::Planned),
        "take" | "takes" if matches!(page.low(i + 1), "place" | "effect" | "part") => {
            told(Direction::Future, Modality::Planned)
        }
        "denies" | "deny" | "denied" | "denying" => {
            let modality = if negation_before(page, i) { Modality::Reported } else { Modality::Denied };
            Some(Reading::Told(Tense { direction: Direction::Past, modality, cue: Some(i) }))
        }
        "going" if page.low(i + 1) == "to" => told(Direction::Future, Modality::Planned),
        "since" | "ago" => None,
        _ if is_past(low) && page.plain_word(i) => {
            let passive = (1..=2).any(|back| i >= back && matches!(page.low(i - back), "be"));
            if passive { Some(Reading::Passive) } else { told(Direction::Past, Modality::Happened) }
        }
        _ => None,
    }
}

/// The modality that a modal verb gives.
fn modal(low: &str) -> Option<Modality> {
    match low {
        "will" | "shall" | "must" | "won't" | "won’t" => Some(Modality::Planned),
        "would" | "could" | "might" | "may" | "should" => Some(Modality::Conditional),
        _ if low.ends_with("'ll") || low.ends_with("’ll") => Some(Modality::Planned),
        _ => None,
    }
}

/// "to sign" by what governs it: "expects to", "is to", "refused to", a headline's "X and Y to".
fn infinitive(page: &Page, i: usize) -> Option<Tense> {
    const NO_VERB: &[&str] = &[
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these",
        "those", "all", "some", "more", "about", "one", "them", "him", "me", "us", "it", "be", "which",
        "whom", "date", "and",
    ];
    let verb = page.plain_word(i + 1) && !NO_VERB.contains(&page.low(i + 1)) || page.low(i + 1) == "be";
    if !verb || i == 0 || page.low(i + 1).ends_with("ing") || is_past(page.low(i + 1)) {
        return None;
    }
    let tense = |direction, modality| Some(Tense { direction, modality, cue: Some(i) });
    let sentence = page.at(i).sentence;
    let mut finite = false;
    for j in (i.saturating_sub(8)..i).rev().take_while(|&j| page.at(j).sentence == sentence) {
        let near = i - j <= 3;
        match page.low(j) {
            "expects" | "expect" | "expected" | "hopes" | "hope" | "hoped" | "due" | "likely" | "wants"
            | "want" | "wanted" => return tense(ahead(page, j), Modality::Expected),
            "plans" | "plan" | "planned" | "planning" | "agreed" | "agree" | "agrees" | "promised"
            | "promises" | "vowed" | "vows" | "intends" | "intend" | "intended" | "pledged" | "pledges"
            | "scheduled" | "slated" | "set" | "decided" | "ready" | "going" | "offered" | "prepares"
            | "preparing" | "prepared" | "proposed" => {
                return tense(ahead(page, j), Modality::Planned);
            }
            "is" | "are" | "was" | "were" if i - j == 1 => {
                return tense(Direction::Future, Modality::Planned);
            }
            // "has to leave", but "had to leave"
            "has" | "have" if i - j == 1 => return tense(Direction::Future, Modality::Planned),
            // "ordered them to leave"
            "asked" | "asks" | "ordered" | "orders" | "urged" | "urges" | "instructed" | "required"
            | "requires" | "obliged" | "obliges"
                if near =>
            {
                return tense(Direction::Unknown, Modality::Expected);
            }
            "refused" | "refuses" | "declined" | "declines" | "failed" | "fails" => {
                return tense(Direction::Past, Modality::Denied);
            }
            low if near && is_past(low) => return tense(Direction::Past, Modality::Happened),
            low if is_past(low) || matches!(low, "is" | "are" | "has" | "have" | "says") => finite = true,
            _ => {}
        }
    }
    // Nothing finite before: a headline ("Council to vote on …").
    if finite || page.at(i - 1).kind != TokenKind::Word {
        None
    } else {
        tense(Direction::Future, Modality::Planned)
    }
}

/// Whether "to", "did" or the like stands before a plain form: they tell its tense.
fn plain_form_is_governed(page: &Page, i: usize) -> bool {
    matches!(page.before(i), "to" | "did" | "not" | "didn't" | "didn’t")
}

/// Where a plan told by token `i` points: ahead, unless it is told from behind.
fn ahead(page: &Page, i: usize) -> Direction {
    if told_from_behind(page, i) { Direction::Unknown } else { Direction::Future }
}

/// Whether "was", "were" or "had been" stands before a participle of planning.
fn told_from_behind(page: &Page, i: usize) -> bool {
    matches!(page.before(i), "was" | "were") || i > 1 && page.before(i) == "been" && page.low(i - 2) == "had"
}

fn denied(page: &Page, i: usize) -> bool {
    let low = page.low(i);
    matches!(low, "won't" | "won’t") || matches!(page.low(i + 1), "not" | "never") || negation_before(page, i)
}

fn negation_before(page: &Page, i: usize) -> bool {
    (i.saturating_sub(NEGATION)..i)
        .rev()
        .take_while(|&j| page.joined(j + 1) && page.at(j).kind == TokenKind::Word)
        .any(|j| {
            let low = page.low(j);
            matches!(low, "not" | "never") || low.ends_with("n't") || low.ends_with("n’t")
        })
}

/// Whether a word is a past tense or participle.
pub(super) fn is_past(low: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "said",
        "was",
        "were",
        "had",
        "has",
        "have",
        "been",
        "began",
        "begun",
        "fell",
        "fallen",
        "rose",
        "risen",
        "told",
        "took",
        "taken",
        "made",
        "came",
        "went",
        "gone",
        "met",
        "saw",
        "seen",
        "gave",
        "given",
        "held",
        "sent",
        "left",
        "won",
        "lost",
        "sold",
        "bought",
        "brought",
        "struck",
        "shot",
        "found",
        "kept",
        "led",
        "paid",
        "spoke",
        "spent",
        "stood",
        "thought",
        "threw",
        "wrote",
        "written",
        "became",
        "broke",
        "broken",
        "built",
        "chose",
        "chosen",
        "did",
        "drew",
        "drove",
        "fought",
        "flew",
        "got",
        "grew",
        "heard",
        "knew",
        "laid",
        "meant",
        "ran",
        "sank",
        "sat",
        "sought",
        "shook",
        "shown",
        "slid",
        "swept",
        "swore",
        "sworn",
        "taught",
        "wore",
        "hit",
        "died",
        "ended",
        "agreed",
        "shut",
        "quit",
        "overthrew",
        "underwent",
        "withdrew",
        "forbade",
        "dealt",
        "felt",
        "fled",
    ];
    const NOT_VERBS: &[&str] = &[
        "indeed",
        "hundred",
        "need",
        "speed",
        "exceed",
        "proceed",
        "succeed",
        "united",
        "sacred",
        "wicked",
        "naked",
        "feed",
        "seed",
        "breed",
        "bleed",
        "embed",
        "related",
        "limited",
        "so-called",
        "aged",
    ];
    (low.len() > 4 && low.ends_with("ed") && !NOT_VERBS.contains(&low)) || IRREGULAR.contains(&low)
}
