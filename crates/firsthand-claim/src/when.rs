//! Time expressions as TIMEX3 values (TimeML 1.2.1), anchored at the day of publication.
//!
//! In: a text and the day it was published. Out: every time expression of it as a [`When`]. Each
//! token is read once (`lexicon`); what begins at it is read as a date (`dates`), as something
//! counted from a day (`relative`) or both with a time (`read`); the tense around (`tense`) and
//! what was dated before anchor it (`resolve`).
//!
//! Ranges are pairs of expressions ([`time_ranges`]). In a text that tells of years long past, months and
//! days take their year from the story, not from the day of publication. Other languages than English
//! have calendar dates only (`plain`), read with the words of their tables.
//!
//! Known gaps: events that are told by verbs ("a week after they voted") date nothing; holidays of lunar
//! calendars; the day of "today" inside a quotation in a history; fiscal years bear their number and have no
//! calendar days; days of years BC have a value but no calendar days.

mod calendar;
mod clock;
mod compose;
mod dates;
mod event;
pub(crate) mod holiday;
mod length;
pub(crate) mod lexicon;
mod list;
mod numeric;
mod plain;
mod quarter;
mod range;
mod read;
mod recurring;
mod relative;
mod resolve;
mod sense;
mod tense;
mod year;
mod zone;

pub use range::{TimeRange, time_ranges};

use crate::language::Language;
use firsthand_text::{Span, TokenKind};
use jiff::civil::Date;
use lexicon::{Is, Page};
use resolve::Anchors;
use sense::{Found, InYear, Sense};

/// One time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// Its words.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: WhenKind,
    /// TIMEX3 value: "2024-10-31", "2024-W44", "P2Y", "FUTURE_REF", "XXXX-WXX-5" while it is open.
    pub value: String,
    /// TIMEX3 modifier: "START", "END", "APPROX", "BEFORE", …
    pub modifier: Option<&'static str>,
    /// First and last day that it may mean, when it is a date that could be anchored.
    pub days: Option<(Date, Date)>,
    /// What it says by itself, whatever the day of publication: for dating a page that states no date.
    pub clue: Clue,
    /// The weekday (1 = Monday) that stands beside a day of the month: "Friday 17 January". With it the
    /// day fits one year in five or six.
    pub weekday: Option<i8>,
    /// Whether what it dates has happened, is planned, …
    pub modality: Modality,
    /// How the value was reached, in words ("first such weekday from the day of publication, because of
    /// “will”"); for a date that stays open why, after "open: ".
    pub basis: String,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhenKind {
    /// A day or longer.
    Date,
    /// Shorter than a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl WhenKind {
    /// The word in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            WhenKind::Date => "DATE",
            WhenKind::Time => "TIME",
            WhenKind::Duration => "DURATION",
            WhenKind::Set => "SET",
        }
    }
}

/// What a time expression says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// Year, month and day.
    Day(Date),
    /// Month and day, no year: "17 January".
    MonthDay(i8, i8),
    /// A month of a stated year.
    YearMonth(i16, i8),
    /// A month, no year: "in September".
    Month(i8),
    /// A year.
    Year(i16),
    /// A weekday (1 = Monday), and where it lies from the day of publication, as far as tense tells.
    Weekday(i8, Direction),
    /// Days from the day of publication: -1 for "yesterday".
    DaysAway(i32),
    /// Calendar months from that of publication: -1 for "last month".
    MonthsAway(i32),
    /// Calendar years from that of publication: -1 for "last year", -12 for "twelve years ago".
    YearsAway(i32),
    /// Nothing that could date a page.
    Nothing,
}

/// Where a day lies from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On it or before it.
    Past,
    /// On it or after it.
    Future,
    /// Nothing tells.
    Unknown,
}

/// Whether what a time expression dates has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It has.
    Happened,
    /// It is announced for then ("will sign on Friday").
    Planned,
    /// Someone thinks it will ("expects it to open by June").
    Expected,
    /// Said not to be so.
    Denied,
    /// Only if something else is.
    Conditional,
    /// Said to be so by someone.
    Reported,
    /// It is to be done by then ("must leave by Friday", "a deadline of 3 May").
    Deadline,
}

impl Modality {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Happened => "happened",
            Modality::Planned => "planned",
            Modality::Expected => "expected",
            Modality::Denied => "denied",
            Modality::Conditional => "conditional",
            Modality::Reported => "reported",
            Modality::Deadline => "deadline",
        }
    }
}

/// The time expressions of `text`, in order, anchored at `published` where that is given.
///
/// Linear in the length of `text`. English; [`times_in`] takes a language.
///
/// ```
/// use firsthand_claim::{Modality, times};
///
/// // A Wednesday.
/// let published = "2023-05-17".parse().ok();
/// let text = "The two sides will sign the pact on Friday, two days after the vote of 3 May last year.";
/// let found = times(text, published);
/// let told: Vec<(&str, &str)> =
///     found.iter().map(|when| (when.span.of(text), when.value.as_str())).collect();
/// assert_eq!(told[0], ("Friday", "2023-05-19"));
/// assert_eq!(found[0].modality, Modality::Planned);
/// assert_eq!(found[0].basis, "first such weekday from the day of publication, because of “will”");
///
/// // Without a day of publication a value stays open, and says what it knows.
/// assert_eq!(times("They met on Friday.", None)[0].value, "XXXX-WXX-5");
/// ```
pub fn times(text: &str, published: Option<Date>) -> Vec<When> {
    times_in(Language::English, text, published)
}

/// The time expressions of `text`, which is in `language`; see there how much of it is read.
pub fn times_in(language: Language, text: &str, published: Option<Date>) -> Vec<When> {
    let page = Page::of(text, language.lexicon());
    let found = expressions(&page, language);
    let mut anchors = Anchors::new(found.iter().map(|(_, found)| found), published);
    let resolved = found.iter().filter_map(|(start, found)| {
        let tense = tense::tense(&page, *start, found.end);
        // "The army soon withdrew" dates nothing.
        if matches!(page.low(*start), "soon" | "shortly") && tense.direction == Direction::Past {
            return None;
        }
        let cue = tense.cue.map_or("", |cue| page.at(cue).span.of(text));
        let mut when = anchors.resolve(found, page.cover(*start, found.end), tense, cue);
        if let Sense::Event { reach, .. } = &found.sense
            && when.kind == WhenKind::Date
        {
            when.span = page.cover(*start, *reach);
        } else if let Some(event) = event::dated(&page, *start, found.end) {
            anchors.happened(event, &when);
        }
        Some(when)
    });
    resolved.collect()
}

/// What is read at each token, with the token; the readers look a few tokens ahead and never back into
/// what was taken.
fn expressions(page: &Page, language: Language) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    let mut i = 0;
    while language != Language::English && i < page.toks.len() {
        match plain::read(page, i) {
            Some(mut expression) => {
                expression.end = expression.end.clamp(i + 1, page.toks.len());
                let end = expression.end;
                found.push((i, expression));
                i = end;
            }
            None => i += 1,
        }
    }
    while i < page.toks.len() {
        if !may_begin(page, i) {
            i += 1;
            continue;
        }
        if let Some(members) = list::read(page, i) {
            for (at, mut expression) in members {
                expression.end = expression.end.clamp(at + 1, page.toks.len());
                i = expression.end;
                found.push((at, expression));
            }
            continue;
        }
        let Some(mut expression) = read::read(page, i) else {
            i += 1;
            continue;
        };
        // Never back, whatever a reader says of an empty expression.
        expression.end = expression.end.clamp(i + 1, page.toks.len());
        let end = expression.end;
        found.push((i, expression));
        i = end;
    }
    share_years(page, &mut found);
    found
}

/// How far behind an article or the like the word is looked for that tells a time. "the early morning
/// hours of", "at least the past".
const REACH: usize = 5;

/// Whether an expression may begin at `i`: at a word that tells a time or a number, or at a word that only
/// leads ("the", "at") with one of those soon behind it.
fn may_begin(page: &Page, i: usize) -> bool {
    match page.is(i) {
        Is::Nothing => page.at(i).kind == TokenKind::Number || matches!(page.low(i), "'" | "’" | "‘"),
        Is::Opens if leads(page.low(i)) => {
            (i + 1..=i + REACH).any(|at| !matches!(page.is(at), Is::Nothing) && !leads(page.low(at)))
        }
        _ => true,
    }
}

/// Words that begin many expressions and are none.
fn leads(low: &str) -> bool {
    matches!(
        low,
        "the"
            | "a"
            | "an"
            | "at"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "no"
            | "up"
            | "more"
            | "over"
            | "some"
            | "about"
            | "under"
            | "just"
            | "only"
            | "that"
            | "this"
            | "those"
            | "these"
            | "right"
            | "both"
            | "all"
            | "another"
            | "half"
            | "less"
            | "same"
            | "many"
            | "few"
            | "within"
            | "per"
    )
}

/// "April and June 1955", "27 May to 3 June 1905": the year stands with the last of them.
fn share_years(page: &Page, found: &mut [(usize, Found)]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (Some((one_start, one)), Some((start, other))) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let (one_start, joint) = (*one_start, one.end..*start);
        let joins = joint.len() <= 3
            && joint.clone().all(|i| {
                matches!(
                    page.low(i),
                    "-" | "–"
                        | "—"
                        | "/"
                        | "to"
                        | "and"
                        | "or"
                        | "through"
                        | "until"
                        | "till"
                        | ","
                        | "the"
                        | "&"
                )
            })
            && joint.clone().any(|i| page.low(i) != ",");
        if !joins || !page.joined(*start) {
            continue;
        }
        other.follows = std::mem::discriminant(&one.sense) == std::mem::discriminant(&other.sense)
            && (joint
                .clone()
                .any(|i| matches!(page.low(i), "-" | "–" | "—" | "to" | "through" | "until" | "till"))
                || page.before(one_start) == "between" && joint.clone().any(|i| page.low(i) == "and"));
        // "from 3 p.m. to 5 p.m. on Friday"
        if one.sense == Sense::TimeOnly && one.time.is_some() && other.time.is_some() {
            one.sense = other.sense.clone();
        }
        let (InYear::Given(year), Some(late)) = (other.sense.year(), other.sense.month()) else { continue };
        if one.sense.year() == InYear::Open
            && let Some(early) = one.sense.month()
        {
            // "December and January 1956": the earlier month is of the year before.
            one.sense.set_year(InYear::Given(year - i16::from(early > late)));
            one.bc = other.bc;
        }
    }
}

#[cfg(test)]
mod tests;
