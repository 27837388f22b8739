//! The verbs that move an agreement along, and the stage that each tells in each way of telling it.

use super::Stage;
use super::flat::{Flat, Item, Kind};
use super::verb::{Form, Told};
use crate::Modality;

/// What is done to an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Propose,
    Draft,
    Negotiate,
    Finalise,
    Reach,
    Initial,
    Sign,
    Ratify,
    EnterForce,
    Delay,
    Suspend,
    Terminate,
    /// "expired": like [`Act::Terminate`], by itself.
    Lapse,
    Withdraw,
}

impl Act {
    /// Whether the agreement is the subject although the verb is active ("the treaty expired").
    pub(crate) fn by_itself(self) -> bool {
        matches!(self, Act::Lapse | Act::EnterForce)
    }
}

use Act::{
    Delay, Draft, EnterForce, Finalise, Initial, Lapse, Negotiate, Propose, Ratify, Reach, Sign, Suspend,
    Terminate, Withdraw,
};
use Form::{Base, Ing, Participle, Past, PastOnly, Third};

/// Regular verbs by stem: "sign" gives sign, signs, signed, signing.
const REGULAR: &[(&str, Act)] = &[
    ("sign", Sign),
    ("ink", Sign),
    ("suspend", Suspend),
    ("halt", Suspend),
    ("scrap", Terminate),
    ("annul", Terminate),
    ("terminate", Terminate),
    ("cancel", Terminate),
    ("revoke", Terminate),
    ("abrogate", Terminate),
    ("rescind", Terminate),
    ("expire", Lapse),
    ("lapse", Lapse),
    ("collapse", Lapse),
    ("delay", Delay),
    ("postpone", Delay),
    ("shelve", Delay),
    ("negotiate", Negotiate),
    ("discuss", Negotiate),
    ("draft", Draft),
    ("prepare", Draft),
    ("develop", Draft),
    ("craft", Draft),
    ("elaborate", Draft),
    ("finalise", Finalise),
    ("finalize", Finalise),
    ("complete", Finalise),
    ("propose", Propose),
    ("suggest", Propose),
    ("advocate", Propose),
    ("reach", Reach),
    ("clinch", Reach),
    ("seal", Reach),
    ("conclude", Reach),
    ("agree", Reach),
    ("ratify", Ratify),
    ("initial", Initial),
];

/// Other forms.
const IRREGULAR: &[(&str, Act, Form)] = &[
    ("initialled", Initial, Past),
    ("initialling", Initial, Ing),
    ("cancelled", Terminate, Past),
    ("cancelling", Terminate, Ing),
    ("scrapped", Terminate, Past),
    ("scrapping", Terminate, Ing),
    ("annulled", Terminate, Past),
    ("froze", Suspend, PastOnly),
    ("frozen", Suspend, Participle),
    ("strike", Reach, Base),
    ("struck", Reach, Past),
    ("quit", Withdraw, Past),
];

/// All forms of the first word of a verb, the words after it, and the act.
type PhraseRow = (&'static [(&'static str, Form)], &'static [&'static str], Act);

/// Verbs of two or three words.
const PHRASES: &[PhraseRow] = &[
    (
        &[("draw", Base), ("draws", Third), ("drew", PastOnly), ("drawn", Participle), ("drawing", Ing)],
        &["up"],
        Draft,
    ),
    (&[("work", Base), ("works", Third), ("worked", Past), ("working", Ing)], &["on"], Draft),
    (
        &[
            ("hammer", Base),
            ("hammered", Past),
            ("hammering", Ing),
            ("thrash", Base),
            ("thrashed", Past),
            ("thrashing", Ing),
        ],
        &["out"],
        Negotiate,
    ),
    (&[("put", Past), ("putting", Ing)], &["off"], Delay),
    (&[("push", Base), ("pushed", Past), ("pushing", Ing)], &["back"], Delay),
    (&[("hold", Base), ("held", Past), ("holding", Ing)], &["up"], Delay),
    (&[("call", Base), ("calls", Third), ("called", Past), ("calling", Ing)], &["for"], Propose),
    (&[("push", Base), ("pushed", Past), ("pushing", Ing)], &["for"], Propose),
    (&[("tear", Base), ("tore", PastOnly), ("torn", Participle), ("tearing", Ing)], &["up"], Terminate),
    (
        &[
            ("withdraw", Base),
            ("withdraws", Third),
            ("withdrew", PastOnly),
            ("withdrawn", Participle),
            ("withdrawing", Ing),
        ],
        &["from"],
        Withdraw,
    ),
    (&[("pull", Base), ("pulls", Third), ("pulled", Past), ("pulling", Ing)], &["out", "of"], Withdraw),
    (
        &[("enter", Base), ("enters", Third), ("entered", Past), ("entering", Ing)],
        &["into", "force"],
        EnterForce,
    ),
    (
        &[("enter", Base), ("enters", Third), ("entered", Past), ("entering", Ing)],
        &["into", "effect"],
        EnterForce,
    ),
    (
        &[
            ("come", Base),
            ("comes", Third),
            ("came", PastOnly),
            ("come", Participle),
            ("coming", Ing),
            ("go", Base),
            ("goes", Third),
            ("went", PastOnly),
            ("gone", Participle),
        ],
        &["into", "force"],
        EnterForce,
    ),
    (
        &[
            ("come", Base),
            ("comes", Third),
            ("came", PastOnly),
            ("come", Participle),
            ("coming", Ing),
            ("go", Base),
            ("goes", Third),
            ("went", PastOnly),
            ("gone", Participle),
        ],
        &["into", "effect"],
        EnterForce,
    ),
    (
        &[("take", Base), ("takes", Third), ("took", PastOnly), ("taken", Participle), ("taking", Ing)],
        &["effect"],
        EnterForce,
    ),
];

/// The act told at item `at`, the form of its verb and its number of items.
pub(crate) fn act_at(flat: &Flat, at: usize) -> Option<(Act, Form, usize)> {
    if flat.get(at)?.kind != Kind::Word {
        return None;
    }
    let word = flat.word(at);
    for (forms, rest, act) in PHRASES {
        let follows = rest.iter().enumerate().all(|(i, part)| flat.word(at + 1 + i) == *part);
        if let Some((_, form)) = forms.iter().find(|(form, _)| follows && *form == word) {
            // "have come into force", "have put off": the participle when an auxiliary stands before.
            return Some((*act, *form, 1 + rest.len()));
        }
    }
    if let Some(&(_, act, form)) = IRREGULAR.iter().find(|(form, _, _)| *form == word) {
        return Some((act, form, 1));
    }
    let (act, form) =
        REGULAR.iter().find_map(|&(stem, act)| regular_form(word, stem).map(|form| (act, form)))?;
    // "an initial agreement" is an adjective.
    let adjective = act == Initial && !matches!(form, Past | Ing) && !flat.word(at.wrapping_sub(1)).eq("to");
    let mut length = 1;
    if matches!(word, "agree" | "agrees" | "agreed" | "agreeing") {
        let next = flat.word(at + 1);
        length += usize::from(matches!(next, "on" | "to" | "upon"));
        // "agreed to draft it" is no agreement yet.
        let thing =
            |item: &Item| matches!(item.kind, Kind::Agreement(_)) || item.is(&["the", "a", "an", "it"]);
        if next == "to" && !flat.get(at + 2).is_some_and(thing) {
            return None;
        }
    }
    (!adjective).then_some((act, form, length))
}

/// Which form of the regular verb `stem` the word is.
pub(crate) fn regular_form(word: &str, stem: &str) -> Option<Form> {
    if let Some(rest) = word.strip_prefix(stem) {
        return match rest {
            "" => Some(Base),
            "s" | "es" => Some(Third),
            "ed" => Some(Past),
            "d" if stem.ends_with('e') => Some(Past),
            "ing" if !stem.ends_with('e') || stem.ends_with("ee") => Some(Ing),
            _ => None,
        };
    }
    if let Some(rest) = stem.strip_suffix('e').and_then(|short| word.strip_prefix(short)) {
        return (rest == "ing").then_some(Ing);
    }
    match stem.strip_suffix('y').and_then(|short| word.strip_prefix(short)) {
        Some("ied") => Some(Past),
        Some("ies") => Some(Third),
        _ => None,
    }
}

/// What stands around a verb that decides its stage.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Setting {
    /// "the final version of", "the text of"
    pub(crate) final_text: bool,
    /// The name says "draft", "preliminary": signing it is not signing the agreement.
    pub(crate) draft: bool,
    /// A day or month stands with the verb.
    pub(crate) dated: bool,
    /// A headline, in which the present tense tells what has happened.
    pub(crate) headline: bool,
    /// The agreement is introduced as something new ("a treaty").
    pub(crate) indefinite: bool,
}

/// The stage that `act`, told as `told`, stands for; `None` when it tells none for sure.
pub(crate) fn stage(act: Act, told: Told, setting: Setting) -> Option<(Stage, Modality)> {
    use Modality::{Conditional, Expected, Happened, Planned, Reported};
    if matches!(told, Told::Undone | Told::Conditional | Told::Unclear) {
        return None;
    }
    let done = match told {
        Told::Done => Some(Happened),
        Told::Reported => Some(Reported),
        _ => None,
    };
    let signing = |modality| {
        let stage = if setting.dated { Stage::SigningScheduled } else { Stage::InPreparation };
        Some((stage, modality))
    };
    match act {
        Sign | Initial => match told {
            Told::Done | Told::Reported | Told::Present => {
                let happened = done.or((setting.headline && !setting.dated).then_some(Happened))?;
                let signed = act == Sign && !setting.draft;
                Some((if signed { Stage::Signed } else { Stage::Initialled }, happened))
            }
            Told::Planned | Told::Mandated | Told::Ongoing => signing(Planned),
            Told::Expected => signing(Expected),
            Told::Nearly => Some((Stage::TextReady, Happened)),
            Told::Wished => Some((Stage::Proposed, Happened)),
            _ => None,
        },
        Draft => match told {
            Told::Mandated => Some((Stage::Mandated, Happened)),
            Told::Wished => Some((Stage::Proposed, Happened)),
            Told::Planned => Some((Stage::InPreparation, Planned)),
            Told::Expected => Some((Stage::InPreparation, Expected)),
            Told::Ongoing if setting.final_text => Some((Stage::TextReady, Happened)),
            Told::Ongoing => Some((Stage::InPreparation, Happened)),
            _ => done.map(|modality| (Stage::InPreparation, modality)),
        },
        Negotiate => match told {
            Told::Mandated => Some((Stage::Mandated, Happened)),
            Told::Wished => Some((Stage::Proposed, Happened)),
            Told::Planned => Some((Stage::Negotiating, Planned)),
            Told::Expected => Some((Stage::Negotiating, Expected)),
            Told::Ongoing => Some((Stage::Negotiating, Happened)),
            _ => done.map(|modality| (Stage::Negotiating, modality)),
        },
        Finalise => match told {
            Told::Ongoing | Told::Nearly => Some((Stage::TextReady, Happened)),
            Told::Planned | Told::Mandated => Some((Stage::InPreparation, Planned)),
            Told::Expected => Some((Stage::InPreparation, Expected)),
            _ => done.map(|modality| (Stage::TextReady, modality)),
        },
        Reach => match told {
            Told::Nearly => Some((Stage::TextReady, Happened)),
            Told::Expected => Some((Stage::Negotiating, Expected)),
            Told::Wished => Some((Stage::Proposed, Happened)),
            Told::Present if setting.headline => Some((Stage::TextReady, Happened)),
            _ => done.map(|modality| (Stage::TextReady, modality)),
        },
        Propose => match told {
            Told::Done | Told::Ongoing | Told::Present if setting.indefinite => {
                Some((Stage::Proposed, Happened))
            }
            _ => None,
        },
        Ratify => later(Stage::Ratified, told, done),
        Delay => match told {
            Told::Ongoing | Told::Mandated => Some((Stage::Delayed, Happened)),
            Told::Expected => Some((Stage::Delayed, Expected)),
            _ => later(Stage::Delayed, told, done),
        },
        EnterForce => match told {
            Told::Expected => Some((Stage::InForce, Expected)),
            Told::Present if setting.dated => Some((Stage::InForce, Planned)),
            _ => later(Stage::InForce, told, done),
        },
        Suspend => later(Stage::Suspended, told, done),
        Terminate | Lapse => later(Stage::Terminated, told, done),
        Withdraw if told == Told::Threatened => Some((Stage::Withdrawn, Conditional)),
        Withdraw => later(Stage::Withdrawn, told, done),
    }
}

/// Steps after signing: done or planned, nothing in between.
fn later(stage: Stage, told: Told, done: Option<Modality>) -> Option<(Stage, Modality)> {
    match told {
        Told::Planned | Told::Mandated => Some((stage, Modality::Planned)),
        Told::Threatened => Some((stage, Modality::Conditional)),
        _ => done.map(|modality| (stage, modality)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firsthand_text::Span;

    fn check(text: &str, want: Option<(Act, Form, usize)>) {
        let flat = Flat::new(text, Span::new(0, text.len()), &[]);
        assert_eq!(act_at(&flat, 0), want, "{text}");
    }

    #[test]
    fn forms() {
        check("signed it", Some((Sign, Past, 1)));
        check("ratifies it", Some((Ratify, Third, 1)));
        check("postponing it", Some((Delay, Ing, 1)));
        check("agreed on it", Some((Reach, Past, 2)));
        check("drew up a text", Some((Draft, PastOnly, 2)));
        check("pulled out of it", Some((Withdraw, Past, 3)));
        check("pulled out a chair", None);
        check("initial talks", None);
        check("signature", None);
        check("completes", Some((Finalise, Third, 1)));
    }

    #[test]
    fn only_done_is_signed() {
        for told in [
            Told::Ongoing,
            Told::Planned,
            Told::Mandated,
            Told::Expected,
            Told::Wished,
            Told::Nearly,
            Told::Threatened,
            Told::Conditional,
            Told::Undone,
            Told::Present,
            Told::Unclear,
        ] {
            for dated in [false, true] {
                let setting = Setting { dated, ..Setting::default() };
                assert_ne!(stage(Sign, told, setting).map(|s| s.0), Some(Stage::Signed), "{told:?}");
            }
        }
        assert_eq!(stage(Sign, Told::Done, Setting::default()), Some((Stage::Signed, Modality::Happened)));
        let draft = Setting { draft: true, ..Setting::default() };
        assert_eq!(stage(Sign, Told::Done, draft), Some((Stage::Initialled, Modality::Happened)));
    }
}
