//! Word lists by which a change is weighed: negation, modality, attribution, numbers, denials.
//!
//! In: tokens of a sentence. Out: what kinds of such words they hold. English only; a text in another
//! language gets no more than the classes that need no words.

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
        let modality = match token.lower.as_str() {
            // The month.
            "may" if token.capital && !token.first => continue,
            "may" | "might" | "could" | "can" | "cannot" | "couldn't" | "can't" | "possibly" | "perhaps"
            | "maybe" => Modality::Possibility,
            "will" | "shall" | "would" | "won't" | "wouldn't" | "he'll" | "they'll" | "it'll" | "we'll" => {
                Modality::Future
            }
            "going" if next == "to" => Modality::Future,
            "must" | "should" | "ought" | "shouldn't" | "mustn't" | "obliged" => Modality::Duty,
            "has" | "have" | "need" | "needs" | "had" if next == "to" => Modality::Duty,
            "intend" | "intends" | "intended" | "intending" => Modality::Intention,
            "plan" | "plans" | "planned" | "planning" | "aim" | "aims" | "aimed" | "aiming" | "want"
            | "wants" | "wanted" | "seek" | "seeks" | "sought" | "seeking" | "hope" | "hopes" | "hoped"
            | "hoping" | "wish" | "wishes" | "set" | "ready" | "prepared" | "willing"
                if next == "to" =>
            {
                Modality::Intention
            }
            "considering" | "mulling" | "mulls" => Modality::Intention,
            "expected" | "expects" | "expect" | "scheduled" | "likely" | "probably" | "forecast" => {
                Modality::Expectation
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
    tokens
        .iter()
        .filter(|token| {
            matches!(
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
            ) || token.lower.ends_with("n't")
        })
        .count()
}

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
            | "asserts" => Attributes::Loaded,
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
            | "words" | "disclosed" | "revealed" | "commented" => Attributes::Perhaps,
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

/// The values of the numbers in `tokens`, sorted; dates ("31 October", "2022") apart.
pub(crate) fn numbers(tokens: &[Token]) -> Numbers {
    let mut values: Vec<u128> = Vec::new();
    let mut dates: Vec<u128> = Vec::new();
    let mut running: Option<u128> = None;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(scale) = scale(&token.lower)
            && let Some(value) = running.take()
        {
            values.push(value.saturating_mul(scale));
            continue;
        }
        values.extend(running.take());
        let Some(value) = value(&token.lower) else { continue };
        let month = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(is_month);
        let year = token.lower.len() == 4 && matches!(value / THOUSANDTHS, 1900..=2100);
        if year || month(at.checked_sub(1)) || month(Some(at + 1)) {
            dates.push(value);
        } else {
            running = Some(value);
        }
    }
    values.extend(running);
    values.sort_unstable();
    dates.sort_unstable();
    Numbers { values, dates }
}

/// What [`numbers`] finds, in thousandths.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub(crate) values: Vec<u128>,
    pub(crate) dates: Vec<u128>,
}

/// Numbers are compared in thousandths, so that "3.5" has a whole value.
const THOUSANDTHS: u128 = 1000;

fn value(word: &str) -> Option<u128> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    // "one" is mostly a pronoun.
    if let Some(at) = WORDS.iter().position(|name| *name == word) {
        return (at != 1).then_some(at as u128 * THOUSANDTHS);
    }
    if let Some(at) = TENS.iter().position(|name| *name == word) {
        return Some((at as u128 * 10 + 30) * THOUSANDTHS);
    }
    let quantity = match word {
        "dozens" => Some(12),
        "hundreds" => Some(100),
        "thousands" => Some(1000),
        "millions" => Some(1_000_000),
        _ => None,
    };
    // Vague quantities differ from the plain number.
    if let Some(quantity) = quantity {
        return Some(quantity * THOUSANDTHS + 1);
    }
    let digits: String = word
        .chars()
        .filter(|char| *char != ',')
        // "11:40" is "11.40".
        .map(|char| if char == ':' { '.' } else { char })
        .take_while(|char| char.is_ascii_digit() || *char == '.')
        .collect();
    let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.is_empty() || whole.len() > 24 {
        return None;
    }
    let part: u128 = format!("{:0<3.3}", part).parse().unwrap_or(0);
    Some(whole.parse::<u128>().ok()?.saturating_mul(THOUSANDTHS) + part)
}

/// The number that begins at a token, with its scale, and the token after it.
pub(crate) fn number_at(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    let value = value(&first.lower)?;
    let scale = tokens.get(at + 1).and_then(|token| scale(&token.lower));
    let figure = value.saturating_mul(scale.unwrap_or(1)) as f64 / THOUSANDTHS as f64;
    Some((figure, at + 1 + usize::from(scale.is_some())))
}

/// Words that call a figure rounded.
pub(crate) fn says_about(word: &str) -> bool {
    matches!(word, "about" | "around" | "approximately" | "roughly" | "some" | "nearly" | "almost")
}

fn scale(word: &str) -> Option<u128> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" | "m" | "mln" => Some(1_000_000),
        "billion" | "bn" | "bln" => Some(1_000_000_000),
        "trillion" => Some(1_000_000_000_000),
        _ => None,
    }
}

/// Where a number is said to lie from the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    About,
    AtLeast,
    AtMost,
}

/// Words before a number that move it, in `tokens[from..to]`; a number has to follow within two words.
pub(crate) fn bounds(tokens: &[Token], from: usize, to: usize) -> Vec<Bound> {
    let mut found = Vec::new();
    for at in from..to.min(tokens.len()) {
        let next = tokens.get(at + 1).map_or("", |token| token.lower.as_str());
        let bound = match (tokens[at].lower.as_str(), next) {
            (word, _) if says_about(word) => Bound::About,
            ("over" | "above", _) | ("more", "than") | ("at", "least") => Bound::AtLeast,
            ("under" | "below", _) | ("less" | "fewer", "than") | ("at", "most") | ("up", "to") => {
                Bound::AtMost
            }
            _ => continue,
        };
        let words = |step: usize| tokens.get(at + step).is_some_and(|token| value(&token.lower).is_some());
        if words(1) || words(2) {
            found.push(bound);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
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
    fn values() {
        let check = |text: &str, values: &[u128], dates: &[u128]| {
            assert_eq!(
                numbers(&of(text)),
                Numbers { values: values.to_vec(), dates: dates.to_vec() },
                "{text:?}"
            );
        };
        check("some 10,000 men and two boats", &[2_000, 10_000_000], &[]);
        check("3.5 million or one", &[3_500_000_000], &[]);
        check("on 31 October 2022", &[], &[31_000, 2_022_000]);
        check("thousands", &[1_000_001], &[]);
        check("99999999999999999999999999999999999 km", &[], &[]);
    }

    #[test]
    fn kinds_of_words() {
        assert_eq!(attribution(&of("the United States went on")), Attributes::Perhaps);
        assert_eq!(attribution(&of("she said")), Attributes::Plainly);
        assert!(denies(&of("The firm denies it.")) && !denies(&of("It held.")));
        assert_eq!(negations(&of("It won’t, and never did")), 2);
        let all = of("more than 20 and some people");
        assert_eq!(bounds(&all, 0, all.len()), [Bound::AtLeast]);
    }
}
