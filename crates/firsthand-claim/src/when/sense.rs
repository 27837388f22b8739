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
    /// Whether its years are counted before the common era.
    pub(super) bc: bool,
    /// Whether it is the end of a range whose beginning was read before it.
    pub(super) follows: bool,
    /// Whether it is a fiscal year or a part of one.
    pub(super) fiscal: bool,
}

impl Found {
    pub(super) fn new(end: usize, sense: Sense) -> Found {
        Found { end, sense, time: None, modifier: None, bc: false, follows: false, fiscal: false }
    }

    pub(super) fn modified(mut self, modifier: &'static str) -> Found {
        self.modifier = Some(modifier);
        self
    }

    pub(super) fn in_fiscal_year(mut self) -> Found {
        self.fiscal = true;
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
    /// "of that year": the one the text tells of.
    Told,
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

impl Sense {
    /// The year of a day or month; open for what has none.
    pub(super) fn year(&self) -> InYear {
        match self {
            Sense::Day { year, .. } | Sense::Month { year, .. } => *year,
            Sense::Full(day) => InYear::Given(day.year()),
            _ => InYear::Open,
        }
    }

    /// The month of a day or month.
    pub(super) fn month(&self) -> Option<i8> {
        match self {
            Sense::Day { month, .. } | Sense::Month { month, .. } => Some(*month),
            Sense::Full(day) => Some(day.month()),
            _ => None,
        }
    }

    /// Gives a day or month its year.
    pub(super) fn set_year(&mut self, given: InYear) {
        if let Sense::Day { year, .. } | Sense::Month { year, .. } = self {
            *year = given;
        }
    }
}

/// What a longer time is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A weekday.
    Weekday(i8),
    /// A calendar unit.
    Unit(Unit),
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
    /// "the 21st": a day of the month the text speaks of.
    DayOfMonth(i8),
    /// "Monday the 27th": a weekday and the day of its month.
    WeekdayDay(i8, i8),
    /// "two years, one month and three days ago".
    Shifts { parts: Vec<(i64, Unit)>, from: From, sign: i64 },
    /// A holiday by the number of its rule.
    Holiday { rule: usize, year: InYear, which: Which },
    /// "the first Friday of July": the nth (-1: the last) part of a longer time.
    PartOf { nth: i8, part: Part, base: Box<Sense> },
    /// "the week of 4 May".
    Around(Unit, Box<Sense>),
    /// "two days after Christmas".
    Offset { count: i64, unit: Unit, base: Box<Sense> },
    /// "a week after the vote": from the day of that event where the text has dated it, else the length.
    Event { count: i64, unit: Unit, event: String, reach: usize, length: String },
    /// "in three weeks": from the publication where the tense looks ahead, else a length.
    Ahead { count: i64, unit: Unit, length: String },
    /// "that same spring": the one of the year the text tells of.
    SeasonTold(&'static str),
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
