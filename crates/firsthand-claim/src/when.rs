//! Time expressions as TIMEX3 values (TimeML 1.2.1), anchored at the day of publication.
//!
//! In: a text and the day it was published. Out: every time expression of it as a [`When`]. Each
//! token is read once (`lexicon`); what begins at it is read as a date (`dates`), as something
//! counted from a day (`relative`) or both with a time (`read`); the tense around (`tense`) and
//! what was dated before anchor it (`resolve`).
//!
//! Known gaps: English only; anchors that are events; holidays; years BC.

mod calendar;
mod dates;
pub(crate) mod lexicon;
mod read;
mod relative;
mod resolve;
mod sense;
mod tense;

use firsthand_text::Span;
use jiff::civil::Date;
use lexicon::Page;
use resolve::Anchors;
use sense::Found;

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
    /// Whether what it dates has happened, is planned, …
    pub modality: Modality,
    /// How the value was reached, in words ("Friday after the day of publication, because of 'will'").
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
    /// A weekday (1 = Monday) with its month and day, no year: "Friday 17 January". It fits one year in
    /// five or six.
    WeekdayMonthDay(i8, i8, i8),
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
    /// Calendar years from that of publication: -1 for "last year".
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
    /// Someone thinks it will ("expects him to visit before the end of the year").
    Expected,
    /// Said not to be so.
    Denied,
    /// Only if something else is.
    Conditional,
    /// Said to be so by someone.
    Reported,
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
        }
    }
}

/// The time expressions of `text`, in order, anchored at `published` where that is given.
///
/// Linear in the length of `text`.
pub fn times(text: &str, published: Option<Date>) -> Vec<When> {
    let page = Page::new(text);
    let found = expressions(&page);
    let mut anchors = Anchors::new(found.iter().map(|(_, found)| found), published);
    let resolved = found.iter().map(|(start, found)| {
        let tense = tense::tense(&page, *start, found.end);
        let cue = tense.cue.map_or("", |cue| page.at(cue).span.of(text));
        anchors.resolve(found, page.cover(*start, found.end), tense, cue)
    });
    resolved.collect()
}

/// What is read at each token, with the token; the readers look a few tokens ahead and never back into
/// what was taken.
fn expressions(page: &Page) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < page.toks.len() {
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
    found
}
