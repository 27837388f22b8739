//! Whether what a verb says has been done: from the auxiliaries, negations and doubts around it.
//!
//! In: the row of a sentence and the item of a verb. Out: where its group begins and how it is told:
//! done, under way, planned, wished, refused. What can't be told apart is [`Told::Unclear`], never done.
//!
//! Known gaps: no parse; a condition far to the left of a comma is only seen for "if" and "unless".

use super::flat::{Flat, Kind};

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "sign"
    Base,
    /// "signs"
    Third,
    /// "signed", for past and participle
    Past,
    /// "drew", past only
    PastOnly,
    /// "drawn", participle only
    Participle,
    /// "signing"
    Ing,
}

/// How a verb is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// "signed", "has been signed"
    Done,
    /// "reportedly signed", "is said to have signed"
    Reported,
    /// "is being prepared", "are negotiating"
    Ongoing,
    /// "will sign", "is due to be signed", "agreed to sign"
    Planned,
    /// "agreed to", "decided to", "ordered to": a plan that someone has just made
    Mandated,
    /// "is expected to", "hopes to", "may", "could"
    Expected,
    /// "wants to", "offered to", "is willing to"
    Wished,
    /// "close to signing", "about to sign"
    Nearly,
    /// "threatened to"
    Threatened,
    /// "if they sign", "once it is signed"
    Conditional,
    /// "has not signed", "refused to sign", "denied having signed"
    Undone,
    /// "sign", "signs", with nothing around that tells more
    Present,
    /// Anything else
    Unclear,
}

/// A verb with what belongs to it on its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its first item.
    pub(crate) start: usize,
    /// How it is told.
    pub(crate) told: Told,
    /// Whether what stands before it undergoes it ("was signed").
    pub(crate) passive: bool,
    /// Whether it stands without any auxiliary.
    pub(crate) bare: bool,
}

const ADVERBS: &[&str] = &[
    "soon",
    "now",
    "also",
    "already",
    "since",
    "then",
    "still",
    "just",
    "again",
    "later",
    "ever",
    "even",
    "both",
    "all",
    "once",
    "twice",
    "first",
    "far",
    "so",
    "thus",
    "today",
    "almost",
    "always",
    "together",
    "long",
    "each",
    "more",
    "in",
    "principle",
    "next",
];
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "get", "got", "gets"];
const HAVE: &[&str] = &["has", "have", "had", "having"];
const WILL: &[&str] = &["will", "would", "shall", "'ll", "won't", "wouldn't"];
const MAY: &[&str] =
    &["can", "could", "may", "might", "should", "must", "cannot", "can't", "couldn't", "ought"];
const DO: &[&str] = &["do", "does", "did", "don't", "doesn't", "didn't"];
const NOT: &[&str] = &["not", "never", "neither", "nor", "hardly", "no", "cannot"];

const PLAN: &[&str] = &[
    "intend",
    "intends",
    "intended",
    "intending",
    "plan",
    "plans",
    "planned",
    "planning",
    "due",
    "set",
    "scheduled",
    "ready",
    "prepared",
    "preparing",
    "prepare",
    "prepares",
    "going",
    "promised",
    "promises",
    "pledged",
    "pledges",
    "vowed",
    "vows",
    "agree",
    "agrees",
    "poised",
    "bound",
    "slated",
    "arranged",
    "promise",
    "pledge",
    "vow",
];
const MANDATE: &[&str] = &[
    "agreed",
    "decided",
    "decides",
    "ordered",
    "orders",
    "instructed",
    "tasked",
    "resolved",
    "directed",
    "mandated",
    "commissioned",
    "undertook",
    "undertaken",
    "began",
    "begun",
    "started",
    "decision",
    "agreement",
    "order",
];
const EXPECT: &[&str] = &[
    "expected",
    "expects",
    "expect",
    "likely",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "aim",
    "aims",
    "aimed",
    "aiming",
    "expecting",
    "supposed",
    "anticipated",
    "tipped",
    "trying",
    "tries",
    "try",
    "tried",
    "working",
    "racing",
];
const WISH: &[&str] = &[
    "want",
    "wants",
    "wanted",
    "seek",
    "seeks",
    "sought",
    "seeking",
    "willing",
    "offered",
    "offers",
    "offer",
    "keen",
    "eager",
    "proposed",
    "proposes",
    "proposal",
    "like",
    "readiness",
    "willingness",
    "desire",
    "open",
    "wish",
    "wishes",
    "offering",
];
const THREAT: &[&str] = &["threatened", "threatens", "threaten", "threatening", "threat", "threats"];
const REFUSAL: &[&str] = &[
    "refused",
    "refuses",
    "refuse",
    "refusing",
    "refusal",
    "failed",
    "fails",
    "fail",
    "failing",
    "failure",
    "declined",
    "declines",
    "decline",
    "yet",
    "unable",
    "unwilling",
    "reluctant",
    "rejected",
    "deny",
    "denied",
    "denies",
    "forgot",
    "loath",
    "unlikely",
    "impossible",
    "hesitated",
    "wait",
    "waiting",
    "barred",
    "stopped",
    "avoided",
];
const CLAIM: &[&str] =
    &["said", "believed", "reported", "understood", "thought", "claims", "claimed", "alleged", "known"];
const HEDGES: &[&str] = &["reportedly", "allegedly", "apparently", "supposedly", "purportedly"];

/// Most items that belong to one verb on its left.
const LONGEST_GROUP: usize = 9;

/// The group of the verb at item `at`, which has `form`.
pub(crate) fn group(flat: &Flat, at: usize, form: Form) -> Group {
    let mut start = at;
    let mut words: Vec<&str> = Vec::new();
    let mut control: Option<&str> = None;
    let mut hedged = false;
    while start > 0 && at - start < LONGEST_GROUP {
        let item = &flat.items[start - 1];
        let word = item.word.as_str();
        let aux =
            [BE, HAVE, WILL, MAY, DO, NOT].iter().any(|list| list.contains(&word)) || word.ends_with("n't");
        match item.kind {
            Kind::Word if aux => words.push(word),
            Kind::Word if HEDGES.contains(&word) => hedged = true,
            // "after signing", "without signing" are seen by the caller; "to", "for" lead to a control word.
            Kind::Word if word == "to" && !words.contains(&"to") => {
                words.push("to");
                let Some((found, place)) = control_word(flat, start - 1) else {
                    start -= 1;
                    continue;
                };
                control = Some(found);
                start = place;
                continue;
            }
            Kind::Word if ADVERBS.contains(&word) || (word.ends_with("ly") && word.len() > 4) => {}
            // "will on Friday sign"
            Kind::Time(_) if start >= 2 && start < at + 1 && in_group(flat, start - 1) => {}
            Kind::Word if matches!(word, "on" | "in") && matches!(flat.items[start].kind, Kind::Time(_)) => {}
            _ => break,
        }
        start -= 1;
    }
    // Adverbs and times at the left edge belong to the clause before.
    while start < at && !is_grammar(flat, start, control) {
        start += 1;
    }
    words.reverse();
    let passive = is_passive(&words, control, form);
    let bare = words.is_empty() && control.is_none();
    let told = told(&words, control, form, passive, hedged);
    Group { start, told, passive, bare }
}

/// Whether a time at `at` stands inside a verb group: after an auxiliary.
fn in_group(flat: &Flat, at: usize) -> bool {
    let left = if flat.items[at - 1].is(&["on", "in"]) { at.saturating_sub(2) } else { at - 1 };
    let word = flat.word(left);
    WILL.contains(&word) || HAVE.contains(&word) || BE.contains(&word)
}

fn is_grammar(flat: &Flat, at: usize, control: Option<&str>) -> bool {
    let word = flat.word(at);
    [BE, HAVE, WILL, MAY, DO, NOT].iter().any(|list| list.contains(&word))
        || word.ends_with("n't")
        || word == "to"
        || control == Some(word)
        || HEDGES.contains(&word)
}

/// The word that governs the "to" at item `to` and its place: "agreed to", "ready , they said , to" is
/// not followed. One object may stand between: "ordered ministers to".
fn control_word(flat: &Flat, to: usize) -> Option<(&str, usize)> {
    let lists = [PLAN, MANDATE, EXPECT, WISH, THREAT, REFUSAL, CLAIM];
    let known = |at: usize| {
        let word = flat.word(at);
        (flat.items[at].kind == Kind::Word
            && (lists.iter().any(|list| list.contains(&word))
                || matches!(word, "close" | "about" | "closer")))
        .then_some(word)
    };
    for back in 1..=4 {
        let at = to.checked_sub(back)?;
        if let Some(word) = known(at) {
            let object = back > 1;
            // Only orders and wishes take an object: "ordered the ministry to draft".
            if !object || MANDATE.contains(&word) || WISH.contains(&word) || EXPECT.contains(&word) {
                return Some((word, at));
            }
            return None;
        }
        if matches!(flat.items[at].kind, Kind::Mark) {
            return None;
        }
    }
    None
}

fn is_passive(words: &[&str], control: Option<&str>, form: Form) -> bool {
    if !matches!(form, Form::Past | Form::Participle) {
        return false;
    }
    // With a control word the auxiliaries left of it are its own: "are due to sign".
    let inner = match words.iter().rposition(|&word| word == "to").filter(|_| control.is_some()) {
        Some(to) => &words[to..],
        None => words,
    };
    inner.iter().any(|word| BE.contains(word) || matches!(*word, "isn't" | "wasn't" | "aren't" | "weren't"))
}

fn told(words: &[&str], control: Option<&str>, form: Form, passive: bool, hedged: bool) -> Told {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if has(NOT) || words.iter().any(|word| word.ends_with("n't")) {
        return Told::Undone;
    }
    let to = words.iter().rposition(|&word| word == "to");
    let inner = &words[to.map_or(0, |to| to + 1)..];
    let outer = &words[..to.unwrap_or(0)];
    if let Some(control) = control {
        let perfect = inner.iter().any(|word| HAVE.contains(word));
        let past_plan = outer.iter().any(|word| matches!(*word, "was" | "were" | "had" | "would"));
        return match control {
            _ if CLAIM.contains(&control) => {
                if perfect {
                    Told::Reported
                } else {
                    Told::Unclear
                }
            }
            _ if perfect => Told::Unclear,
            _ if REFUSAL.contains(&control) => Told::Undone,
            _ if THREAT.contains(&control) => Told::Threatened,
            "close" | "closer" | "about" => Told::Nearly,
            _ if MANDATE.contains(&control) => Told::Mandated,
            // "had been due to sign", "were set to": what came of it isn't said.
            _ if past_plan && (PLAN.contains(&control) || EXPECT.contains(&control)) => Told::Unclear,
            "hoped" | "planned" | "intended" | "tried" | "supposed"
                if outer.is_empty() && control != "hoped" =>
            {
                Told::Unclear
            }
            _ if PLAN.contains(&control) => Told::Planned,
            _ if EXPECT.contains(&control) => Told::Expected,
            _ => Told::Wished,
        };
    }
    let future = inner.iter().any(|word| WILL.contains(word));
    let modal = inner.iter().any(|word| MAY.contains(word));
    let perfect = inner.iter().any(|word| HAVE.contains(word));
    let being = inner.contains(&"being");
    if (future || modal) && perfect {
        return Told::Unclear;
    }
    if modal {
        return Told::Expected;
    }
    if future {
        return Told::Planned;
    }
    if to.is_some() {
        // "Velmora, Tassia to sign", "is to be signed", "are to sign"; "was to be signed" stays open.
        let past = outer.iter().any(|word| matches!(*word, "was" | "were" | "had" | "has" | "have"));
        return if past || perfect { Told::Unclear } else { Told::Planned };
    }
    if has(&["be"]) {
        return Told::Unclear;
    }
    match form {
        Form::Ing => {
            if inner.iter().any(|word| BE.contains(word)) {
                Told::Ongoing
            } else {
                Told::Unclear
            }
        }
        Form::Base | Form::Third if inner.is_empty() => Told::Present,
        Form::Base if has(&["did"]) => Told::Done,
        Form::Base | Form::Third => Told::Unclear,
        _ if being => Told::Ongoing,
        _ if passive && !perfect && has(&["is", "are", "get", "gets"]) => Told::Present,
        _ if has(&["having"]) => {
            if hedged {
                Told::Reported
            } else {
                Told::Done
            }
        }
        Form::Participle if inner.is_empty() => Told::Unclear,
        Form::PastOnly if !inner.is_empty() => Told::Unclear,
        _ if hedged => Told::Reported,
        _ => Told::Done,
    }
}

/// What the words left of item `start` make of a verb group that begins there: a condition, a denial.
pub(crate) fn doubt(flat: &Flat, start: usize) -> Option<Told> {
    const CONDITIONS: &[&str] = &["if", "unless", "whether", "provided", "assuming", "should"];
    const NOT_YET: &[&str] = &["once", "until", "before", "till"];
    const DENIALS: &[&str] = &[
        "deny",
        "denies",
        "denied",
        "denying",
        "denial",
        "rejected",
        "dismissed",
        "refuted",
        "rebuffed",
        "false",
        "untrue",
        "rumour",
        "rumor",
        "rumours",
        "rumors",
        "unfounded",
        "doubt",
        "doubts",
        "doubted",
        "without",
        "instead",
        "pretended",
        "imagine",
        "supposing",
        "wish",
        "wished",
        "hoax",
        "fake",
        "falsely",
        "wrongly",
    ];
    const NEGATIONS: &[&str] = &["no", "not", "nobody", "none", "neither", "never", "nor", "hardly"];
    let mut commas = 0;
    for at in (0..start).rev() {
        let item = &flat.items[at];
        if item.is(&[";", ".", "!", "?"]) {
            return None;
        }
        if item.is(&[",", "but", ":", "-", "–", "—", "("]) {
            commas += 1;
        }
        // "after Velmora had signed" is a fact of its own, whatever stands before it.
        let near = commas == 0;
        if item.is(CONDITIONS) || (near && item.is(NOT_YET) && start - at <= FAR) {
            return Some(Told::Conditional);
        }
        if start - at <= FAR
            && (item.is(DENIALS) || (near && (item.is(NEGATIONS) || item.word.ends_with("n't"))))
        {
            return Some(Told::Undone);
        }
    }
    None
}

/// How far to the left, in items, a denial or negation is taken to reach.
const FAR: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_text::Span;

    fn check(text: &str, verb: &str, form: Form, want: Told) {
        let flat = Flat::new(text, Span::new(0, text.len()), &[]);
        let at = flat.items.iter().position(|item| item.word == verb).unwrap();
        let group = group(&flat, at, form);
        assert_eq!(doubt(&flat, group.start).unwrap_or(group.told), want, "{text}: {group:?}");
    }

    #[test]
    fn done() {
        for text in [
            "They signed it",
            "They have already signed it",
            "It was formally signed",
            "It had been signed",
            "After they signed it, rain fell",
            "Having signed it, he left",
        ] {
            check(text, "signed", Form::Past, Told::Done);
        }
        check("They did sign it", "sign", Form::Base, Told::Done);
        check("They reportedly signed it", "signed", Form::Past, Told::Reported);
        check("They are said to have signed it", "signed", Form::Past, Told::Reported);
        check("It is being signed", "signed", Form::Past, Told::Ongoing);
        check("They are negotiating it", "negotiating", Form::Ing, Told::Ongoing);
    }

    #[test]
    fn not_done() {
        check("They will soon sign it", "sign", Form::Base, Told::Planned);
        check("It will be signed", "signed", Form::Past, Told::Planned);
        check("They are due to sign it", "sign", Form::Base, Told::Planned);
        check("It is to be signed", "signed", Form::Past, Told::Planned);
        check("It was to be signed", "signed", Form::Past, Told::Unclear);
        check("It was due to be signed", "signed", Form::Past, Told::Unclear);
        check("They would have signed it", "signed", Form::Past, Told::Unclear);
        check("They agreed to sign it", "sign", Form::Base, Told::Mandated);
        check("They ordered the ministry to draft it", "draft", Form::Base, Told::Mandated);
        check("They are expected to sign it", "sign", Form::Base, Told::Expected);
        check("They may sign it", "sign", Form::Base, Told::Expected);
        check("They want to sign it", "sign", Form::Base, Told::Wished);
        check("They are close to signing it", "signing", Form::Ing, Told::Nearly);
        check("They have yet to sign it", "sign", Form::Base, Told::Undone);
        check("They refused to sign it", "sign", Form::Base, Told::Undone);
        check("It has not been signed", "signed", Form::Past, Told::Undone);
        check("It hasn’t been signed", "signed", Form::Past, Told::Undone);
        check("He denied that they had signed it", "signed", Form::Past, Told::Undone);
        check("No state has signed it", "signed", Form::Past, Told::Undone);
        check("once it is signed", "signed", Form::Past, Told::Conditional);
        check("If, as he says, they signed it", "signed", Form::Past, Told::Conditional);
        check("before it was signed", "signed", Form::Past, Told::Conditional);
        check("It is signed", "signed", Form::Past, Told::Present);
        check("They threatened to quit it", "quit", Form::Base, Told::Threatened);
    }
}
