//! One place, two readings: how much the change matters and what was done.
//!
//! In: the words of both readings, with the sentence around them. Out: class and kind. The gravest
//! sign decides, and the signs are asked in order: a change of number, negation, modality or
//! attribution is never called style or wording, however small.
//!
//! Known gaps: the signs are English words; "the minister" for a name is called wording, whoever is
//! minister.

use crate::figures::{bounds, figure_start, is_scale, numbers};
use crate::framing;
use crate::lexicon::{
    Attributes, attribution, denies, is_auxiliary, is_condition, is_honorific, is_of_time, is_small,
    modalities, needs_partner, negations, negations_in, same_speakers,
};
use crate::measure::{Measured, only_measures, same_measures};
use crate::moves::stem;
use crate::names::{Lost, lost};
use crate::reading::Token;
use crate::stemma::{EditClass, EditKind};
use firsthand_text::language::en;

/// Words added or dropped from which on they are a clause and not a changed word.
const CLAUSE: usize = 6;

/// Which of two readings the common text is likely to have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Favours {
    /// The first: most witnesses, or the dispatch, have it.
    First,
    /// The second.
    Second,
    /// Nothing tells.
    Neither,
}

/// A reading: the tokens of the sentence, and the range of them that differs.
#[derive(Clone, Copy)]
pub(crate) struct Part<'t> {
    pub(crate) sentence: &'t [Token],
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl<'t> Part<'t> {
    pub(crate) fn tokens(self) -> &'t [Token] {
        &self.sentence[self.from..self.to]
    }

    pub(crate) fn words(self) -> Vec<&'t Token> {
        self.tokens().iter().filter(|token| !token.mark).collect()
    }
}

/// Class, kind and, where there is more to say, a note.
pub(crate) type Judged = (EditClass, EditKind, String);

/// Judges one place. `credited` holds the names, in lower case, that the family credits.
pub(crate) fn judge(a: Part<'_>, b: Part<'_>, favours: Favours, credited: &[String]) -> Judged {
    let plain = |class, kind| (class, kind, String::new());
    if let Some(kind) = style(a, b) {
        return plain(EditClass::Style, kind);
    }
    match only_measures(a, b) {
        Some(Measured::Written) => return plain(EditClass::Style, EditKind::Spelling),
        Some(Measured::Converted) => {
            let note = "the same measure in another unit".to_owned();
            return (EditClass::Wording, EditKind::Rewrite, note);
        }
        None => {}
    }
    let (words_a, words_b) = (a.words(), b.words());
    let (longer, shorter) = if words_a.len() >= words_b.len() { (a, b) } else { (b, a) };
    let extra = words_a.len().abs_diff(words_b.len());
    let kept = longer
        .words()
        .iter()
        .filter(|word| shorter.words().iter().any(|other| other.hash == word.hash))
        .count();
    if let Some(kind) = little(longer, shorter) {
        return plain(EditClass::Style, kind);
    }
    // One side is the other with words left out.
    let one_sided = kept >= shorter.words().iter().filter(|word| !needs_partner(&word.lower)).count();
    let added = one_sided
        && match favours {
            Favours::First => {
                longer.sentence.as_ptr() == b.sentence.as_ptr() && words_b.len() > words_a.len()
            }
            Favours::Second => words_a.len() > words_b.len(),
            Favours::Neither => false,
        };
    let dropped = one_sided && !added && favours != Favours::Neither;
    if one_sided && let Some(kind) = credit_or_date(longer, shorter, credited) {
        if !dropped {
            return plain(EditClass::Added, kind);
        }
        let class = if kind == EditKind::AddedCredit { EditClass::Meaning } else { EditClass::Wording };
        let kind = if kind == EditKind::AddedCredit { EditKind::Attribution } else { EditKind::Omission };
        return plain(class, kind);
    }
    if one_sided && let Some(leftover) = leftover(longer, shorter) {
        let note = format!("“{leftover}” is left without its partner");
        return (EditClass::Meaning, EditKind::OmissionWithLeftover, note);
    }
    if one_sided && extra >= CLAUSE {
        return clause(longer, added, dropped);
    }
    // A number that went with the words around it is left out, not changed.
    let with_number = one_sided
        && numbers(shorter.tokens()).values.is_empty()
        && !numbers(longer.tokens()).values.is_empty();
    if let Some(judged) = meaning(a, b, with_number) {
        return judged;
    }
    if with_number {
        return clause(longer, added, dropped);
    }
    let lost = if one_sided { None } else { lost(a, b) };
    if let Some(Lost::Exchanged(one, other)) = &lost {
        return (EditClass::Meaning, EditKind::Rewrite, format!("{one} against {other}"));
    }
    if let Some((one, other)) = framing::differ(a.tokens(), b.tokens()) {
        let quoted =
            |word: &str| if word.is_empty() { "nothing".to_owned() } else { format!("“{word}”") };
        return (EditClass::Framing, EditKind::Rewrite, format!("{} against {}", quoted(one), quoted(other)));
    }
    if let Some(Lost::Dropped(name)) = lost {
        return (EditClass::Meaning, EditKind::Rewrite, format!("{name} only on one side"));
    }
    if tense(&words_a, &words_b) {
        return plain(EditClass::Wording, EditKind::Tense);
    }
    if one_sided {
        let names = longer
            .tokens()
            .iter()
            .filter(|token| token.is_name() && !shorter.tokens().iter().any(|other| other.hash == token.hash))
            .count();
        let time = longer.tokens().iter().all(is_of_time);
        if added && extra > 0 {
            return plain(EditClass::Added, EditKind::Addition);
        }
        if dropped && names > 0 && extra > 2 && !time {
            return plain(EditClass::Meaning, EditKind::Omission);
        }
        if extra > 0 {
            return plain(EditClass::Wording, EditKind::Omission);
        }
    }
    plain(EditClass::Wording, EditKind::Rewrite)
}

/// Words that say nothing are all that one side has more: "on", "that"; "and" where two sentences were
/// made one.
fn little(longer: Part<'_>, shorter: Part<'_>) -> Option<EditKind> {
    if longer.words().len() > CLAUSE + CLAUSE {
        return None;
    }
    let mut left = shorter.words();
    let mut extra: Vec<&Token> = Vec::new();
    for word in longer.words() {
        match left.iter().position(|other| other.hash == word.hash) {
            Some(at) => drop(left.remove(at)),
            None => extra.push(word),
        }
    }
    if !left.is_empty() || extra.is_empty() {
        return None;
    }
    if extra.iter().all(|word| is_small(&word.lower)) {
        return Some(EditKind::SmallWord);
    }
    let edge = longer.from == 0 || longer.sentence[longer.to..].iter().all(|token| token.mark);
    (edge && longer.words().len() == 1 && matches!(extra[0].lower.as_str(), "and" | "but"))
        .then_some(EditKind::Punctuation)
}

/// A clause that only one side has.
fn clause(longer: Part<'_>, added: bool, dropped: bool) -> Judged {
    let tokens = longer.tokens();
    let grave = tokens.iter().any(Token::is_name)
        || !numbers(tokens).values.is_empty()
        || negations(tokens) > 0
        || denies(tokens)
        || attribution(tokens) >= Attributes::Plainly
        || tokens.iter().any(|token| is_condition(&token.lower))
        || !modalities(longer.sentence, longer.from, longer.to).is_empty();
    match (added, dropped) {
        (true, _) => (EditClass::Added, EditKind::Addition, String::new()),
        (_, true) if grave => (EditClass::Meaning, EditKind::Omission, String::new()),
        (_, true) => (EditClass::Wording, EditKind::Omission, String::new()),
        _ => (
            EditClass::Added,
            EditKind::Addition,
            "added by one or left out by the other; nothing tells which".to_owned(),
        ),
    }
}

/// A change of negation, number, modality or attribution.
///
/// `with_number` when a number stands among words of which one side has none.
fn meaning(a: Part<'_>, b: Part<'_>, with_number: bool) -> Option<Judged> {
    let (x, y) = (a.tokens(), b.tokens());
    let found = |kind, note: &str| Some((EditClass::Meaning, kind, note.to_owned()));
    if negations_in(a.sentence, a.from, a.to) % 2 != negations_in(b.sentence, b.from, b.to) % 2 {
        return found(EditKind::Negation, "");
    }
    // "million" alone is no number, but with the figure before it.
    let scaled = is_scale(x.first()) || is_scale(y.first());
    let figures = |part: Part<'_>| {
        let from = if scaled { figure_start(part.sentence, part.from) } else { part.from };
        numbers(&part.sentence[from..part.to])
    };
    let (numbers_x, numbers_y) = (figures(a), figures(b));
    if numbers_x.values != numbers_y.values && !with_number && !same_measures(a, b) {
        return found(EditKind::Number, "");
    }
    if numbers_x.dates != numbers_y.dates && !numbers_x.dates.is_empty() && !numbers_y.dates.is_empty() {
        return found(EditKind::Number, "another date");
    }
    if !with_number && bounds(a.sentence, a.from, a.to) != bounds(b.sentence, b.from, b.to) {
        return found(EditKind::Number, "how exact the number is said to be");
    }
    if denies(x) != denies(y) {
        return found(EditKind::Negation, "a denial on one side only");
    }
    if modalities(a.sentence, a.from, a.to) != modalities(b.sentence, b.from, b.to) {
        return found(EditKind::Modality, "how certain it is said to be");
    }
    if other_speaker(a, b) {
        return found(EditKind::Attribution, "somebody else says so");
    }
    match (attribution(x), attribution(y)) {
        (Attributes::Not, Attributes::Plainly | Attributes::Loaded)
        | (Attributes::Plainly | Attributes::Loaded, Attributes::Not) => {
            found(EditKind::Attribution, "who says so stands on one side only")
        }
        (Attributes::Loaded, Attributes::Plainly | Attributes::Perhaps)
        | (Attributes::Plainly | Attributes::Perhaps, Attributes::Loaded) => Some((
            EditClass::Framing,
            EditKind::Attribution,
            "the verb of saying doubts or grants what is said".to_owned(),
        )),
        (Attributes::Not, _) | (_, Attributes::Not) => None,
        _ => {
            let names = |tokens: &[Token]| {
                tokens
                    .iter()
                    .filter(|token| token.is_name() || (token.first && token.capital))
                    .map(|token| token.hash)
                    .collect::<Vec<_>>()
            };
            let (names_x, names_y) = (names(x), names(y));
            let other = !names_x.is_empty()
                && !names_y.is_empty()
                && !names_x.iter().any(|name| names_y.contains(name));
            if other { found(EditKind::Attribution, "somebody else says so") } else { None }
        }
    }
}

/// Whether other people stand before, or after, the same verb of saying: "farmers said", "officials
/// said". A name for an office, or a pronoun for a name, may be the same person.
fn other_speaker(a: Part<'_>, b: Part<'_>) -> bool {
    let says = |part: Part<'_>| {
        let next = part.sentence[part.to..].iter().find(|token| !token.mark);
        next.is_some_and(|next| attribution(std::slice::from_ref(next)) >= Attributes::Plainly)
    };
    let head = |part: Part<'_>| -> Option<(String, bool)> {
        let words = part.words();
        let last = words.last().filter(|last| words.len() <= LONGEST_SPEAKER && last.weight > 2)?;
        let name = words.iter().any(|word| word.is_name());
        Some((last.lower.clone(), name))
    };
    let (Some((x, name_x)), Some((y, name_y))) = (head(a), head(b)) else { return false };
    // Names are held against each other elsewhere.
    says(a) && says(b) && !name_x && !name_y && stem(&x) != stem(&y) && !same_speakers(&x, &y)
}

/// "two senior officials of the water board".
const LONGEST_SPEAKER: usize = 7;

/// Whether what the longer has more is a credit or a date.
fn credit_or_date(longer: Part<'_>, shorter: Part<'_>, credited: &[String]) -> Option<EditKind> {
    let extra: Vec<&Token> = longer
        .tokens()
        .iter()
        .filter(|token| !token.mark && !shorter.tokens().iter().any(|other| other.hash == token.hash))
        .collect();
    if extra.is_empty() {
        return None;
    }
    let words: Vec<&str> = extra.iter().map(|token| token.lower.as_str()).collect();
    let joined = words.join(" ");
    if extra.len() <= LONGEST_CREDIT
        && credited.iter().any(|name| joined.contains(name.as_str()))
        && (attribution(longer.tokens()) >= Attributes::Perhaps
            || words.contains(&"via")
            || longer.tokens().iter().any(|token| token.lower == "("))
    {
        return Some(EditKind::AddedCredit);
    }
    let all_time = extra.iter().all(|token| is_of_time(token));
    let dated = !numbers(longer.tokens()).dates.is_empty()
        || extra.iter().any(|token| crate::lexicon::is_month(token));
    (all_time && dated && numbers(longer.tokens()).values == numbers(shorter.tokens()).values)
        .then_some(EditKind::AddedDate)
}

/// "according to a report by the … news agency".
const LONGEST_CREDIT: usize = 9;

/// A word beside the cut that needs a partner, when names, or words joined by "and", were cut.
fn leftover<'t>(longer: Part<'_>, shorter: Part<'t>) -> Option<&'t str> {
    let beside = shorter.from.saturating_sub(3)..(shorter.to + 2).min(shorter.sentence.len());
    let word =
        shorter.sentence[beside].iter().map(|token| token.lower.as_str()).find(|word| needs_partner(word))?;
    let cut: Vec<&Token> = longer
        .tokens()
        .iter()
        .filter(|token| !shorter.tokens().iter().any(|other| other.hash == token.hash))
        .collect();
    let joined = cut.iter().any(|token| matches!(token.lower.as_str(), "and" | "or"));
    // The partner may have gone with the cut even if the needy word stands in both.
    let names = cut.iter().any(|token| token.is_name());
    (joined && (names || cut.len() > 2)).then_some(word)
}

/// The kind of a change that touches no word: spelling, case, marks, courtesy, the form of a name.
fn style(a: Part<'_>, b: Part<'_>) -> Option<EditKind> {
    let bare = |part: Part<'_>| -> Vec<Token> {
        part.tokens()
            .iter()
            .filter(|token| !token.mark && !is_honorific(token.lower.trim_end_matches('.')))
            .cloned()
            .collect()
    };
    let (x, y) = (bare(a), bare(b));
    let honorifics = |part: Part<'_>| part.words().len();
    let courtesy = honorifics(a) - x.len() != honorifics(b) - y.len();
    if x.is_empty() && y.is_empty() {
        return Some(if courtesy { EditKind::Honorific } else { EditKind::Punctuation });
    }
    let run = |tokens: &[Token]| {
        tokens
            .iter()
            .flat_map(|token| token.lower.chars().filter(|char| char.is_alphanumeric()))
            .collect::<String>()
    };
    if x.len() != y.len() {
        if run(&x) == run(&y) {
            return Some(EditKind::Spelling);
        }
        return (initials(&x, &y) || initials(&y, &x)).then_some(EditKind::NameForm);
    }
    let mut kind = if courtesy { EditKind::Honorific } else { EditKind::Punctuation };
    for (one, other) in x.iter().zip(&y) {
        let possessive = one.lower.ends_with("'s") != other.lower.ends_with("'s");
        if one.hash == other.hash && !possessive {
            if one.lower != other.lower {
                kind = EditKind::Spelling;
            } else if (one.capital != other.capital || one.capitals != other.capitals)
                && !(one.first || other.first)
                && kind == EditKind::Punctuation
            {
                kind = EditKind::Case;
            }
        } else if name_form(one, other) && !possessive {
            kind = EditKind::NameForm;
        } else {
            return None;
        }
    }
    Some(kind)
}

/// Whether `short` is one word in capitals made of the first letters of the names in `long`.
pub(crate) fn initials(short: &[Token], long: &[Token]) -> bool {
    let [short] = short else { return false };
    let letters: String =
        long.iter().filter(|token| token.capital).filter_map(|token| token.lower.chars().next()).collect();
    let abbreviation: String = short.lower.chars().filter(|char| char.is_alphabetic()).collect();
    short.capitals
        && long.len() > 1
        && letters == abbreviation
        && long.iter().all(|token| token.capital || en::is_function_word(&token.lower))
}

/// Whether two names differ as transliterations do ("Dmitrij", "Dmitry"), and not as two names
/// ("Austria", "Australia"; "Niger", "Nigeria").
pub(crate) fn name_form(a: &Token, b: &Token) -> bool {
    if !a.capital || !b.capital || a.lower.len() < 3 || b.lower.len() < 3 {
        return false;
    }
    let (x, y) = (unaccented(&a.lower), unaccented(&b.lower));
    if NAMES.iter().any(|row| row.contains(&x.as_str()) && row.contains(&y.as_str())) {
        return true;
    }
    let sound = |word: &str| -> String {
        let mut out = String::new();
        let word = word.replace("tch", "ch").replace("sch", "sh").replace("dj", "j");
        for char in word.replace('x', "ks").replace("ph", "f").chars() {
            let char = match char {
                'y' | 'j' | 'e' => 'i',
                'o' | 'w' => 'u',
                'c' | 'q' => 'k',
                'z' => 's',
                'h' if !out.is_empty() => continue,
                '\'' | '-' => continue,
                other => other,
            };
            if !out.ends_with(char) {
                out.push(char);
            }
        }
        out
    };
    sound(&x) == sound(&y)
}

/// Given names whose usual transliterations differ in more than their sound, a row each.
const NAMES: &[&[&str]] = &[
    &["muhammad", "mohammad", "mohammed", "mohamed", "muhammed", "mohamad"],
    &["yusuf", "yousef", "youssef", "yusef", "yousuf"],
    &["hussein", "hussain", "husain", "husayn", "hossein", "huseyin"],
    &["ahmad", "ahmed"],
    &["umar", "omar"],
    &["khalid", "khaled"],
    &["abdallah", "abdullah"],
    &["sulayman", "suleiman", "soleiman", "sulaiman"],
    &["ibrahim", "ebrahim"],
    &["mahmud", "mahmoud", "mahmood"],
    &["faysal", "faisal", "feisal"],
    &["tariq", "tarek", "tareq"],
    &["zaynab", "zeinab", "zainab"],
    &["fatima", "fatemeh", "fatma"],
    &["sergei", "sergey", "serguei"],
    &["aleksandr", "alexander", "oleksandr"],
    &["volodymyr", "vladimir"],
];

/// Latin letters without their accents.
fn unaccented(word: &str) -> String {
    word.chars()
        .map(|char| match char {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
            'ğ' | 'ģ' => 'g',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ļ' | 'ľ' => 'l',
            'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
            'ò'..='ö' | 'ø' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            other => other,
        })
        .collect()
}

/// Whether only verb forms differ.
fn tense(a: &[&Token], b: &[&Token]) -> bool {
    let stems = |words: &[&Token]| -> Vec<String> {
        words.iter().filter(|word| !is_auxiliary(&word.lower)).map(|word| stem(&word.lower)).collect()
    };
    let (x, y) = (stems(a), stems(b));
    let verbal = |words: &[&Token]| {
        words.iter().any(|word| {
            is_auxiliary(&word.lower) || word.lower.ends_with("ed") || word.lower.ends_with("ing")
        })
    };
    x == y && (verbal(a) || verbal(b)) && !(a.is_empty() && b.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tokens;
    use firsthand_text::Span;

    /// `[` and `]` mark what differs in each sentence; `favours` says which is the common text's.
    fn check(a: &str, b: &str, favours: Favours, want: &str) {
        let part = |marked: &str| {
            let (before, rest) = marked.split_once('[').unwrap();
            let (inside, after) = rest.split_once(']').unwrap();
            let text = format!("{before}{inside}{after}");
            let all = tokens(&text, Span::new(0, text.len()));
            let from = all.iter().filter(|token| token.span.end <= before.trim_end().len()).count();
            let to =
                all.iter().filter(|token| token.span.end <= before.len() + inside.trim_end().len()).count();
            (all, from, to.max(from))
        };
        let ((x, from_x, to_x), (y, from_y, to_y)) = (part(a), part(b));
        let (class, kind, _) = judge(
            Part { sentence: &x, from: from_x, to: to_x },
            Part { sentence: &y, from: from_y, to: to_y },
            favours,
            &["wirenews".to_owned()],
        );
        assert_eq!(format!("{} {}", class.as_str(), kind.as_str()), want, "{a} | {b}");
    }

    #[test]
    fn meaning_is_never_wording() {
        use Favours::*;
        check("They [plan to] close it", "They [will] close it", First, "meaning modality");
        check("They [may] close it", "They [might] close it", First, "wording rewrite");
        check("It [has] closed", "It [has not] closed", First, "meaning negation");
        check("Some [40] boats", "Some [14] boats", First, "meaning number");
        check("Some [ten] boats", "Some [10] boats", First, "wording rewrite");
        check("[more than] 40 boats", "[nearly] 40 boats", First, "meaning number");
        check("It sank[, the pilot said]", "It sank[]", First, "meaning attribution");
        check("the pilot [said] so", "the pilot [stated] so", First, "wording rewrite");
        check("the pilot [said] so", "the pilot [claimed] so", First, "framing attribution");
        check("it [reportedly] sank", "it [] sank", First, "meaning modality");
    }

    #[test]
    fn omissions_and_additions() {
        use Favours::*;
        check(
            "ties with [Tarn and Orrin, which are both small and old,] since",
            "ties with [both Tarn] since",
            First,
            "meaning omission-with-leftover",
        );
        check("on Friday[]", "on Friday[ 31 October]", First, "added added-date");
        check("[The] dam held", "[As reported by WireNews, the] dam held", First, "added added-credit");
        check(
            "the dam[, built by Count Orrin in the year of the flood,] held",
            "the dam [] held",
            First,
            "meaning omission",
        );
        check(
            "the dam[] held",
            "the dam[, built by Count Orrin in the year of the flood,] held",
            First,
            "added addition",
        );
        check("the [big] dam", "the [] dam", First, "wording omission");
    }

    #[test]
    fn style_and_wording() {
        use Favours::*;
        check("Mr [Dmitrij] Orr", "Mr [Dmitry] Orr", First, "style name-form");
        check("in [Austria] now", "in [Australia] now", First, "meaning rewrite");
        check("in [Niger] now", "in [Nigeria] now", First, "meaning rewrite");
        check("[defence] ties", "[defense] ties", First, "style spelling");
        check("[Mr] Orr", "[] Orr", First, "style honorific");
        check("[WTO] rules", "[World Trade Organisation] rules", First, "style name-form");
        check("held[,] and", "held[] and", First, "style punctuation");
        check("they [have opened] it", "they [open] it", First, "wording tense");
        check("its [war with] them", "its [invasion of] them", First, "framing rewrite");
        check("the [NATO] staff", "the [Nato] staff", First, "style case");
    }
}
