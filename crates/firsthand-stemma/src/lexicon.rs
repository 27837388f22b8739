//! Word lists by which a change is weighed: negation, modality, attribution, denials.
//!
//! In: tokens of a sentence. Out: what kinds of such words they hold. English only; a text in another
//! language gets no more than the classes that need no words.

use crate::figures::value;
use crate::reading::Token;

/// What a modal word does to the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Modality {
    /// "will", "would": it is to be.
    Future,
    /// "intends to", "plans to": somebody wants it.
    Intention,
    /// "is expected to", "is likely to".
    Expectation,
    /// "may", "could".
    Possibility,
    /// "must", "should".
    Duty,
    /// "reportedly", "alleged".
    Hearsay,
}

/// The modalities in `tokens[from..to]`, sorted, each once.
pub(crate) fn modalities(tokens: &[Token], from: usize, to: usize) -> Vec<Modality> {
    let mut found = Vec::new();
    for at in from..to.min(tokens.len()) {
        let token = &tokens[at];
        let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
        let modality =
            match token.lower.as_str() {
                // The month.
                "may" if token.capital && !token.first => continue,
                "may" | "might" | "could" | "can" | "cannot" | "couldn't" | "can't" | "possibly"
                | "perhaps" | "maybe" => Modality::Possibility,
                "will" | "shall" | "would" | "won't" | "wouldn't" | "he'll" | "they'll" | "it'll"
                | "we'll" => Modality::Future,
                "going" if next == "to" => Modality::Future,
                "must" | "should" | "ought" | "shouldn't" | "mustn't" | "obliged" => Modality::Duty,
                "has" | "have" | "need" | "needs" | "had" if next == "to" => Modality::Duty,
                "intend" | "intends" | "intended" | "intending" => Modality::Intention,
                "plan" | "plans" | "planned" | "planning" | "aim" | "aims" | "aimed" | "aiming" | "want"
                | "wants" | "wanted" | "seek" | "seeks" | "sought" | "seeking" | "hope" | "hopes"
                | "hoped" | "hoping" | "wish" | "wishes" | "set" | "ready" | "prepared" | "willing"
                    if next == "to" =>
                {
                    Modality::Intention
                }
                "considering" | "mulling" | "mulls" => Modality::Intention,
                "expected" | "expects" | "expect" | "scheduled" | "likely" | "probably" | "forecast" => {
                    Modality::Expectation
                }
                "suspect" | "suspects" | "believe" | "believes" | "believed" | "think" | "thinks"
                | "thought" => Modality::Hearsay,
                "appear" | "appears" | "appeared" | "seem" | "seems" | "seemed" if next == "to" => {
                    Modality::Hearsay
                }
                "reportedly" | "allegedly" | "alleged" | "apparently" | "purportedly" | "supposedly"
                | "seemingly" | "suspected" | "presumably" => Modality::Hearsay,
                _ => continue,
            };
        found.push(modality);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many words in `tokens` negate.
pub(crate) fn negations(tokens: &[Token]) -> usize {
    negations_in(tokens, 0, tokens.len())
}

/// How many words in `tokens[from..to]` negate; the words around them tell how they are meant.
pub(crate) fn negations_in(tokens: &[Token], from: usize, to: usize) -> usize {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.lower.as_str());
    (from..to.min(tokens.len()))
        .filter(|&at| {
            let token = &tokens[at];
            let (before, next) = (word(at.checked_sub(1)), word(Some(at + 1)));
            if NEGATIONS.binary_search(&token.lower.as_str()).is_ok() {
                return true;
            }
            let around = match token.lower.as_str() {
                // What was not done.
                "fail" | "fails" | "failed" | "failing" | "refuse" | "refuses" | "refused" | "refusing"
                | "decline" | "declines" | "declined" | "declining" | "neglected" => next == "to",
                // Thai and Japanese, character by character.
                "ม่" => before == "ไ",
                "ん" => before == "せ",
                "い" | "か" => before == "な",
                _ => false,
            };
            around
                || matches!(
                    token.lower.as_str(),
                    "not"
                        | "no"
                        | "never"
                        | "neither"
                        | "nor"
                        | "without"
                        | "cannot"
                        | "none"
                        | "nobody"
                        | "nothing"
                        | "unlikely"
                )
                || token.lower.ends_with("n't")
        })
        .count()
}

/// Words that negate in other languages than English, sorted. Of pairs ("ne … pas") the one that
/// is never left out.
const NEGATIONS: &[&str] = &[
    "aldrig",
    "aucun",
    "aucune",
    "bez",
    "değil",
    "geen",
    "inte",
    "jamais",
    "jamás",
    "kein",
    "keine",
    "keinen",
    "mai",
    "nicht",
    "nie",
    "niemals",
    "niet",
    "ninguna",
    "ningún",
    "non",
    "nooit",
    "nunca",
    "não",
    "ohne",
    "pas",
    "sans",
    "sem",
    "senza",
    "sin",
    "utan",
    "yok",
    "zonder",
    "δε",
    "δεν",
    "μην",
    "χωρίς",
    "όχι",
    "без",
    "не",
    "нет",
    "ни",
    "никогда",
    "ні",
    "אין",
    "אינה",
    "אינו",
    "בלי",
    "לא",
    "بدون",
    "غير",
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "نه",
    "نیست",
    "न",
    "नहीं",
    "बिना",
    "मत",
    "不",
    "无",
    "未",
    "沒",
    "没",
    "無",
    "非",
];

/// How words attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Attributes {
    /// Not at all.
    Not,
    /// "added", "noted": may attribute.
    Perhaps,
    /// "said", "according to".
    Plainly,
    /// "claimed", "admitted": with a view on whether it is so.
    Loaded,
}

/// The strongest attribution in `tokens`.
pub(crate) fn attribution(tokens: &[Token]) -> Attributes {
    let mut strongest = Attributes::Not;
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
        let found = match token.lower.as_str() {
            "claimed" | "claims" | "claim" | "alleged" | "alleges" | "admitted" | "admits" | "insisted"
            | "insists" | "boasted" | "boasts" | "conceded" | "concedes" | "confessed" | "asserted"
            | "asserts" | "maintained" | "maintains" | "contended" | "contends" => Attributes::Loaded,
            "said" | "says" | "say" | "saying" | "told" | "tells" | "stated" | "states"
                if !matches!(token.lower.as_str(), "states") || !token.capital =>
            {
                Attributes::Plainly
            }
            "according" | "quoted" | "citing" => Attributes::Plainly,
            "as" if next == "reported" => Attributes::Plainly,
            "added" | "adds" | "noted" | "notes" | "announced" | "announces" | "reported" | "reports"
            | "confirmed" | "confirms" | "wrote" | "writes" | "explained" | "stressed" | "emphasised"
            | "emphasized" | "warned" | "warns" | "reiterated" | "declared" | "pointed" | "went"
            | "words" | "disclosed" | "revealed" | "commented" | "acknowledged" | "acknowledges"
            | "argued" | "argues" | "suggested" | "suggests" | "predicted" | "predicts" | "estimated"
            | "estimates" | "testified" | "replied" | "answered" | "recalled" | "described" | "describes"
            | "indicated" | "remarked" | "observed" | "recounted" => Attributes::Perhaps,
            _ => continue,
        };
        strongest = strongest.max(found);
    }
    strongest
}

/// Whether a sentence denies, rejects or declines to confirm.
pub(crate) fn denies(tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|token| !token.mark);
    words.any(|token| {
        matches!(
            token.lower.as_str(),
            "deny"
                | "denies"
                | "denied"
                | "denying"
                | "denial"
                | "reject"
                | "rejects"
                | "rejected"
                | "dismissed"
                | "dismisses"
                | "refuted"
                | "refutes"
                | "disputes"
                | "disputed"
                | "rebuffed"
                | "repudiated"
        )
    })
}

/// Whether a token names a month, with its capital.
pub(crate) fn is_month(token: &Token) -> bool {
    token.capital
        && firsthand_text::language::en::MONTHS.iter().any(|month| {
            token.lower == *month
                || (token.lower.len() >= 3
                    && token.lower.len() <= 4
                    && month.starts_with(token.lower.trim_end_matches('.')))
        })
}

/// Whether a capital is that of a month or weekday.
pub(crate) fn is_time_name(token: &Token) -> bool {
    is_month(token)
        || (token.capital && firsthand_text::language::en::WEEKDAYS.contains(&token.lower.as_str()))
}

/// Words that come and go without saying anything: house style.
pub(crate) fn is_small(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "that" | "on" | "of")
}

/// Whether a token belongs to a date or time of day: a month, weekday, "today", a small preposition.
pub(crate) fn is_of_time(token: &Token) -> bool {
    token.mark
        || is_month(token)
        || value(&token.lower).is_some()
        || (token.capital && firsthand_text::language::en::WEEKDAYS.contains(&token.lower.as_str()))
        || matches!(
            token.lower.as_str(),
            "today"
                | "yesterday"
                | "tomorrow"
                | "tonight"
                | "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "earlier"
                | "late"
                | "later"
                | "on"
                | "in"
                | "at"
                | "the"
                | "of"
                | "this"
                | "last"
                | "next"
                | "week"
                | "month"
                | "year"
                | "st"
                | "th"
                | "since"
                | "local"
                | "time"
        )
}

/// Words that open a condition or a limit: what stands before them alone says more.
pub(crate) fn is_condition(word: &str) -> bool {
    matches!(
        word,
        "if" | "unless"
            | "provided"
            | "until"
            | "except"
            | "although"
            | "though"
            | "despite"
            | "pending"
            | "only"
    )
}

/// Words for those who say something that stand for one another.
pub(crate) fn same_speakers(a: &str, b: &str) -> bool {
    const ROWS: &[&[&str]] = &[
        &["officials", "authorities", "government", "officers", "administration"],
        &["police", "officers", "detectives", "policemen"],
        &["spokesman", "spokeswoman", "spokesperson", "representative", "spokesmen"],
        &["scientists", "researchers", "experts", "academics"],
        &["doctors", "medics", "physicians"],
        &["troops", "soldiers", "army", "military"],
        &["residents", "villagers", "locals", "inhabitants", "townspeople", "people"],
        &["company", "firm", "business"],
        &["witnesses", "bystanders", "onlookers"],
        &["lawyer", "attorney", "solicitor", "counsel"],
    ];
    a == b || ROWS.iter().any(|row| row.contains(&a) && row.contains(&b))
}

/// Words that need a partner: left alone they show that it was cut.
pub(crate) fn needs_partner(word: &str) -> bool {
    matches!(word, "both" | "either" | "neither" | "former" | "latter" | "respectively" | "between" | "two")
}

/// Titles put before a name that say nothing but sex or courtesy.
pub(crate) fn is_honorific(word: &str) -> bool {
    matches!(word, "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "dame" | "lord" | "lady" | "messrs" | "prof")
}

/// Words of an office, which stand with a capital before a name and say no name themselves.
pub(crate) fn is_office(word: &str) -> bool {
    matches!(
        word,
        "minister"
            | "ministers"
            | "ministry"
            | "president"
            | "premier"
            | "prime"
            | "foreign"
            | "deputy"
            | "vice"
            | "secretary"
            | "general"
            | "state"
            | "chief"
            | "governor"
            | "mayor"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "chancellor"
            | "ambassador"
            | "senator"
            | "judge"
            | "justice"
            | "captain"
            | "colonel"
            | "major"
            | "admiral"
            | "commissioner"
            | "director"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "defence"
            | "defense"
            | "interior"
            | "finance"
            | "head"
            | "professor"
            | "bishop"
            | "pope"
            | "god"
            | "government"
            | "parliament"
            | "department"
            | "office"
            | "north"
            | "south"
            | "east"
            | "west"
    )
}

/// Auxiliaries that make tenses.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "have"
            | "has"
            | "had"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "do"
            | "does"
            | "did"
            | "having"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;
    use firsthand_text::Span;

    fn of(text: &str) -> Vec<Token> {
        tokens(text, Span::new(0, text.len()))
    }

    #[test]
    fn modality() {
        let check = |text: &str, want: &[Modality]| {
            let all = of(text);
            assert_eq!(modalities(&all, 0, all.len()), want, "{text:?}");
        };
        check("They will go", &[Modality::Future]);
        check("They plan to go", &[Modality::Intention]);
        check("Its plan failed in May", &[]);
        check("They may reportedly go", &[Modality::Possibility, Modality::Hearsay]);
    }

    #[test]
    fn kinds_of_words() {
        assert_eq!(attribution(&of("the United States went on")), Attributes::Perhaps);
        assert_eq!(attribution(&of("she said")), Attributes::Plainly);
        assert!(denies(&of("The firm denies it.")) && !denies(&of("It held.")));
        assert_eq!(negations(&of("It won’t, and never did")), 2);
        assert_eq!(negations(&of("It failed to close. It failed.")), 1);
        for text in [
            "Der Damm hielt nicht",
            "السد لم ينهر",
            "Дамба не рухнула",
            "大坝没有倒",
            "น้ำไม่ท่วม",
            "水は来ません",
        ] {
            assert_eq!(negations(&of(text)), 1, "{text}");
        }
        assert!(NEGATIONS.is_sorted());
    }
}
