//! What a time expression means before it is anchored at a day.

use super::lexicon::Unit;
use jiff::civil::Date;

/// One expression as read: the tokens it takes, and its meaning.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First token past it.
    pub(super) end: usize,
    pub(super) sense: Sense,
    /// Clock time or part of the day, as TIMEX3 writes it after "T".
    pub(super) time: Option<String>,
    /// TIMEX3 modifier.
    pub(super) modifier: Option<&'static str>,
}

impl Found {
    pub(super) fn new(end: usize, sense: Sense) -> Found {
        Found { end, sense, time: None, modifier: None }
    }

    pub(super) fn modified(mut self, modifier: &'static str) -> Found {
        self.modifier = Some(modifier);
        self
    }

    pub(super) fn at_time(mut self, time: impl Into<String>) -> Found {
        self.time = Some(time.into());
        self
    }
}

/// The year of a month, quarter or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InYear {
    /// Not said.
    Open,
    /// "1996".
    Given(i16),
    /// "last year": -1.
    Away(i32),
}

/// Which one of many, counted from the publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "Friday", "in June": the tense tells.
    Bare,
    /// "last Friday".
    Last,
    /// "this Friday".
    This,
    /// "next Friday".
    Next,
}

/// From where a length of time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// "ago", "from now".
    Publication,
    /// "earlier", "later": from what was last dated.
    Text,
}

/// The meaning of one expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sense {
    /// A day by its number, perhaps with its weekday and year.
    Day { year: InYear, month: i8, day: i8, weekday: Option<i8> },
    /// A day of a year, in full.
    Full(Date),
    /// A month.
    Month { year: InYear, month: i8, which: Which },
    /// A year.
    Year(i16),
    /// A quarter, 1 to 4.
    Quarter { year: InYear, quarter: i8 },
    /// Half of a year, 1 or 2.
    Half { year: InYear, half: i8 },
    /// A season by its TIMEX3 code.
    Season { year: InYear, season: &'static str, which: Which },
    /// Ten years by the first; whether it was written with its century.
    Decade(i16),
    /// "20th century".
    Century(i16),
    /// A weekday.
    Weekday(i8, Which),
    /// "yesterday": -1.
    DaysAway(i32),
    /// "last week": (Week, -1).
    Away(Unit, i32),
    /// "two years ago": (2, Year, Publication, -1).
    Shift { count: i64, unit: Unit, from: From, sign: i64 },
    /// "the year", "the quarter": the one the text is about.
    The(Unit),
    /// "the year-ago quarter": the one the text is about, a year before.
    YearAgo(Option<Unit>),
    /// A length, as a TIMEX3 value.
    Duration(String),
    /// What recurs, as a TIMEX3 value.
    Set(String),
    /// PAST_REF, PRESENT_REF or FUTURE_REF.
    Reference(&'static str),
    /// A time of the day the text is about.
    TimeOnly,
}
