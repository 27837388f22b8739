//! Anchors what was read at the day of publication and at what the text dated before.
//!
//! In: a [`Found`] with the tense around it. Out: a [`When`]. Without a day of publication a value
//! keeps its "XXXX" and has no days; the clue stays.
//!
//! A weekday, a month or a day without its year takes the way that the tense points; a day without
//! its year and tense is the nearest one, because a writer leaves out the year where no reader
//! would take another.

mod counted;
mod nearest;

use super::calendar::{self, Days, date, shift, value, whole};
use super::lexicon::Unit;
use super::read::BEFORE_END;
use super::sense::{Found, From, InYear, Sense, Which};
use super::tense::Tense;
use super::{Clue, Direction, Modality, When, WhenKind};
use firsthand_text::Span;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The anchors of one text, moving as it is read.
pub(super) struct Anchors {
    published: Option<Date>,
    /// First day and unit of what was dated last.
    last: Option<(Date, Unit)>,
    /// First day of the quarter that the text last named.
    quarter: Option<Date>,
    /// Whether it tells of years long past, so that months count from what it dated before.
    history: bool,
    /// Where the story of a history stands: its last date that isn't an aside.
    line: Option<Date>,
    /// Its last date that was told to the month or the day.
    fine: Option<Date>,
    /// Whether the years of that story count back ("480 BC").
    bc: bool,
    /// The days of what the text says happened, by the noun for it.
    events: BTreeMap<String, Date>,
}

/// How far a day without its year may lie by its tense alone. Past that, the nearest is as likely:
/// verbs in the past also tell what was called for a day ahead ("was put off to 9 November").
const FAR_DAYS: i32 = 280;

/// The same for a month without its year.
const FAR_MONTHS: i8 = 9;

/// What follows within this many days goes on from the day told before: two months.
const SOON_DAYS: i32 = 62;

/// A lone year this far from where a history stands is an aside: its chapters are mostly shorter.
const ASIDE_YEARS: i16 = 12;

/// Fewest stated years that make a text a history.
const HISTORY_YEARS: usize = 5;

/// A stated year is past history this many years before publication: background in news is mostly younger.
const HISTORY_AGE: i16 = 3;

/// Fewest stated years before that of publication that make a text of years a chronicle up to its day.
const CHRONICLE_DATES: usize = 12;

/// Fewest different years that they are of.
const CHRONICLE_YEARS: usize = 4;

/// Whether stated years long past outweigh what is counted from the publication, or years of many kinds up
/// to the publication do by far.
fn is_history<'f>(found: impl Iterator<Item = &'f Found>, published: Option<Date>) -> bool {
    let latest = published.map_or(i16::MAX, |day| day.year().saturating_sub(HISTORY_AGE));
    let (mut past, mut other) = (0, 0);
    let (mut before, mut counted) = (0, 0);
    let mut years: BTreeSet<i16> = BTreeSet::new();
    for found in found {
        match &found.sense {
            Sense::Year(year)
            | Sense::Day { year: InYear::Given(year), .. }
            | Sense::Month { year: InYear::Given(year), .. } => {
                *if *year <= latest { &mut past } else { &mut other } += 1;
                if published.is_some_and(|day| *year < day.year()) {
                    before += 1;
                    years.insert(*year);
                }
            }
            Sense::DaysAway(_) | Sense::Away(..) | Sense::Weekday(..) => {
                other += 1;
                counted += 1;
            }
            _ => {}
        }
    }
    past >= HISTORY_YEARS && past > 2 * other
        || before >= CHRONICLE_DATES && years.len() >= CHRONICLE_YEARS && before > 3 * counted
}

/// What an expression comes to.
struct Worth {
    kind: WhenKind,
    value: String,
    days: Option<Days>,
    /// The unit its days span, for what is counted from it later.
    unit: Unit,
    clue: Clue,
    basis: String,
    /// Whether it counts from where a history stands.
    told: bool,
}

impl Anchors {
    pub(super) fn new<'f>(found: impl Iterator<Item = &'f Found>, published: Option<Date>) -> Anchors {
        Anchors {
            published,
            last: None,
            quarter: None,
            history: is_history(found, published),
            line: None,
            fine: None,
            bc: false,
            events: BTreeMap::new(),
        }
    }

    /// Remembers that `event` happened when `when` says, so that later words count from it.
    pub(super) fn happened(&mut self, event: &str, when: &When) {
        if let Some((first, last)) = when.days
            && first == last
            && !matches!(when.modality, Modality::Denied | Modality::Conditional)
        {
            self.events.insert(event.to_owned(), first);
        }
    }

    /// "a week after the vote": the day, and whether it could be told.
    fn after_event(&self, count: i64, unit: Unit, event: &str, length: &str) -> Worth {
        let day = self.events.get(event).and_then(|day| shift(*day, count, unit));
        match day {
            Some(day) => {
                let grain = if unit <= Unit::Fortnight { Unit::Day } else { unit };
                let basis = format!("counted from the day of “{event}”, as the text dates it");
                whole_unit(day, grain, Clue::Nothing, &basis)
            }
            None if length.is_empty() => {
                let why = format!("open: counts from “{event}”, which the text does not date before");
                Worth { basis: why, ..open(blank(unit).to_owned(), unit, Clue::Nothing, NO_DAY) }
            }
            None => {
                let why =
                    format!("a length of time; counts from “{event}”, which the text does not date before");
                undated(WhenKind::Duration, length, &why)
            }
        }
    }

    /// In a history, the day from which what is open counts on.
    fn told_before(&self) -> Option<Date> {
        self.line.or(self.last.map(|(day, _)| day)).filter(|_| self.history)
    }

    /// The day that goes on from the last one told to the day or month, soon after it, where a lone year
    /// was named in between: "On 10 March 1975 … a campaign of 1976 … On 12 March".
    fn continued(&self, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
        let fine = self
            .fine
            .filter(|fine| self.line.is_some_and(|line| line > *fine && line.year() != fine.year()))?;
        in_year(fine.year()).filter(|day| {
            let on = calendar::distance(fine.first_of_month(), *day);
            (0..=SOON_DAYS).contains(&on)
        })
    }

    /// Moves the story of a history to a date that was told, unless that is an aside: a lone year far
    /// from where the story stands ("papers released in 2005 show").
    fn follow(&mut self, found: &Found, first: Date, unit: Unit) {
        let far = self.line.is_some_and(|line| (line.year() - first.year()).abs() > ASIDE_YEARS);
        let aside = match &found.sense {
            Sense::Decade(_) | Sense::Century(_) | Sense::Reference(_) | Sense::DaysAway(_) => true,
            Sense::Shift { unit: shifted, sign, .. } => *shifted >= Unit::Year && *sign < 0,
            _ => unit >= Unit::Year && far,
        };
        // The year alone says less than the day told before: "in 1941 … in January" is of 1942 after
        // a December.
        let known = unit >= Unit::Year && self.line.is_some_and(|line| line.year() == first.year());
        if !aside && !known {
            self.line = Some(first);
            if unit <= Unit::Month {
                self.fine = Some(first);
            }
        }
        if !aside {
            let told = !matches!(found.sense.year(), InYear::Open)
                || matches!(found.sense, Sense::Year(_) | Sense::Season { .. });
            if told {
                self.bc = found.bc;
            }
        }
    }

    /// Anchors `found`, and counts later expressions from it.
    pub(super) fn resolve(&mut self, found: &Found, span: Span, tense: Tense, cue: &str) -> When {
        let mut worth =
            self.follow_on(found).unwrap_or_else(|| self.worth(&found.sense, tense.direction, cue));
        if let Some((first, _)) = worth.days
            && !looks_back(&found.sense)
        {
            self.follow(found, first, worth.unit);
            self.last = Some((first, worth.unit));
            if matches!(found.sense, Sense::Quarter { .. }) {
                self.quarter = Some(first);
            }
        }
        if found.bc || worth.told && self.bc {
            // The calendar has no such years here: the value alone says it.
            worth.value.insert_str(0, "BC");
            worth.days = None;
            worth.clue = Clue::Nothing;
        }
        if let Some(time) = &found.time {
            worth.kind = WhenKind::Time;
            let time = super::zone::written(time, worth.days.map(|days| days.0));
            worth.value = format!("{}T{time}", worth.value);
        }
        if found.fiscal {
            // It bears the number of a calendar year and begins in some month of it or of the one before.
            worth.days = None;
            worth.basis.push_str("; a fiscal year, whose first day is not told");
        }
        if found.modifier == Some(BEFORE_END)
            && !worth.told
            && found.time.is_none()
            && let Some((first, last)) = worth.days
        {
            // Over by its last day: the limit is that day, and any day up to it may be meant.
            worth.value = calendar::day_value(last);
            worth.days =
                Some((self.published.filter(|day| first < *day && *day <= last).unwrap_or(first), last));
            worth.basis.push_str(", by its last day");
        } else if let Some(days) = worth.days {
            worth.days = Some(narrowed(days, found.modifier, worth.unit));
        }
        When {
            span,
            kind: worth.kind,
            value: worth.value,
            modifier: found.modifier,
            days: worth.days,
            clue: worth.clue,
            weekday: match found.sense {
                Sense::Day { weekday, .. } => weekday,
                _ => None,
            },
            modality: tense.modality,
            basis: worth.basis,
        }
    }

    fn worth(&self, sense: &Sense, direction: Direction, cue: &str) -> Worth {
        match sense {
            Sense::Full(day) => whole_unit(*day, Unit::Day, Clue::Day(*day), "stated in full"),
            Sense::Day { year, month, day, weekday } => {
                self.month_day(*year, *month, *day, *weekday, direction, cue)
            }
            Sense::Month { year, month, which } => self.month(*year, *month, *which, direction, cue),
            Sense::Year(year) => match date(*year, 1, 1) {
                Some(first) => whole_unit(first, Unit::Year, Clue::Year(*year), "stated"),
                None => open(format!("{year:04}"), Unit::Year, Clue::Nothing, NO_SUCH_DAY),
            },
            Sense::Decade(first) => match date(*first, 1, 1) {
                Some(first) => whole_unit(first, Unit::Decade, Clue::Nothing, "stated"),
                None => open("XXX".to_owned(), Unit::Decade, Clue::Nothing, NO_SUCH_DAY),
            },
            Sense::Century(count) => match date(count.saturating_mul(100).max(1), 1, 1) {
                Some(first) => Worth {
                    value: format!("{count:02}"),
                    ..whole_unit(first, Unit::Century, Clue::Nothing, "stated")
                },
                None => open("XX".to_owned(), Unit::Century, Clue::Nothing, NO_SUCH_DAY),
            },
            Sense::Quarter { year, quarter } => self.quarter(*year, *quarter, direction),
            Sense::Half { year, half } => match self.year_in(*year).or_else(|| self.year_in(InYear::Away(0)))
            {
                Some(year) => {
                    stretch(format!("{year:04}-H{half}"), calendar::half_days(year, *half), "of that year")
                }
                None => open(format!("XXXX-H{half}"), Unit::Quarter, Clue::Nothing, NO_DAY),
            },
            Sense::Season { year, season, which } => self.season(*year, season, *which, direction),
            Sense::Weekday(weekday, which) => self.weekday(*weekday, *which, direction, cue),
            Sense::DaysAway(days) => self.away(Unit::Day, *days),
            Sense::WeekdayDay(weekday, day) => self.weekday_day(*weekday, *day),
            Sense::Shifts { parts, from, sign } => {
                let anchor = match from {
                    From::Publication => self.told_before().or(self.published),
                    From::Text => self.last.map(|(day, _)| day).or(self.published),
                };
                let mut moved = anchor;
                for (count, unit) in parts {
                    moved = moved.and_then(|day| shift(day, sign * count, *unit));
                }
                match moved {
                    Some(day) => whole_unit(day, Unit::Day, Clue::Nothing, "counted part by part"),
                    None => open(blank(Unit::Day).to_owned(), Unit::Day, Clue::Nothing, NO_ANCHOR),
                }
            }
            Sense::DayOfMonth(day) => self.day_of_month(*day, direction, cue),
            Sense::Holiday { rule, year, which } => self.holiday(*rule, *year, *which, direction, cue),
            Sense::PartOf { nth, part, base } => self.part_of(*nth, *part, self.worth(base, direction, cue)),
            Sense::Around(unit, base) => match self.worth(base, direction, cue).days {
                Some((day, _)) => whole_unit(day, *unit, Clue::Nothing, "the one that holds that day"),
                None => open(blank(*unit).to_owned(), *unit, Clue::Nothing, NO_ANCHOR),
            },
            Sense::Offset { count, unit, base } => {
                let day =
                    self.worth(base, direction, cue).days.and_then(|(day, _)| shift(day, *count, *unit));
                match day {
                    Some(day) => {
                        whole_unit(day, Unit::Day, Clue::Nothing, "counted from the day named with it")
                    }
                    None => open(blank(Unit::Day).to_owned(), Unit::Day, Clue::Nothing, NO_ANCHOR),
                }
            }
            Sense::Event { count, unit, event, length, .. } => self.after_event(*count, *unit, event, length),
            Sense::Ahead { count, unit, length } => match direction {
                Direction::Future if self.published.is_some() => {
                    self.shifted(*count, *unit, From::Publication)
                }
                _ => undated(WhenKind::Duration, length, "a length of time"),
            },
            Sense::SeasonTold(season) => {
                let year = self.last.map(|(day, _)| day).or(self.published).map(Date::year);
                let year = year.map_or(InYear::Open, InYear::Given);
                self.season(year, season, Which::Bare, direction)
            }
            Sense::Away(unit, count) => self.away(*unit, *count),
            Sense::Shift { count, unit, from, sign } => self.shifted(*count * *sign, *unit, *from),
            Sense::The(unit) => self.the(*unit, direction),
            Sense::YearAgo(unit) => self.year_ago(*unit),
            Sense::Duration(value) => undated(WhenKind::Duration, value, "a length of time"),
            Sense::Set(value) => undated(WhenKind::Set, value, "what recurs"),
            Sense::Reference(value) => {
                undated(WhenKind::Date, value, "open: vague by itself, no day is meant")
            }
            Sense::TimeOnly => {
                match self.last.filter(|(_, unit)| *unit == Unit::Day).map(|(day, _)| day).or(self.published)
                {
                    Some(day) => whole_unit(day, Unit::Day, Clue::Nothing, "the day the text speaks of"),
                    None => open("XXXX-XX-XX".to_owned(), Unit::Day, Clue::Nothing, NO_DAY),
                }
            }
        }
    }

    fn year_in(&self, year: InYear) -> Option<i16> {
        match year {
            InYear::Open => None,
            InYear::Given(year) => Some(year),
            InYear::Told => self.last.map(|(day, _)| day).or(self.published).map(Date::year),
            InYear::Away(count) => Some(shift(self.published?, i64::from(count), Unit::Year)?.year()),
        }
    }
}

/// What compares with an earlier time doesn't move the text there.
fn looks_back(sense: &Sense) -> bool {
    matches!(
        sense,
        Sense::The(_) | Sense::TimeOnly | Sense::YearAgo(_) | Sense::Shift { unit: Unit::Year, sign: -1, .. }
    ) || matches!(
        sense,
        Sense::Shift { from: From::Publication, .. } | Sense::Quarter { year: InYear::Away(-1), .. }
    )
}

/// Whether a month lies nearer ahead than back from month `now`.
fn nearer_ahead(now: i8, month: i8) -> bool {
    (month - now).rem_euclid(12) < (now - month).rem_euclid(12)
}

/// The year of a month told after `before`: the same, or the next when it would go back half a year.
fn next_year_when_far(before: Date, month: i8) -> i16 {
    before.year() + i16::from(before.month() - month >= 6)
}

/// The basis with the word that told.
fn told(basis: &str, cue: &str) -> String {
    if cue.is_empty() { basis.to_owned() } else { format!("{basis}, because of “{cue}”") }
}

/// The whole of `unit` around `day`.
fn whole_unit(day: Date, unit: Unit, clue: Clue, basis: &str) -> Worth {
    Worth {
        kind: WhenKind::Date,
        value: value(day, unit),
        days: whole(day, unit),
        unit,
        clue,
        basis: basis.to_owned(),
        told: false,
    }
}

/// Why a date stays open that counts from the day of publication.
const NO_DAY: &str = "open: the day of publication is not known";

/// Why a date stays open that the calendar doesn't have.
const NO_SUCH_DAY: &str = "open: the calendar has no such day";

/// Why a date stays open that counts from another.
const NO_ANCHOR: &str = "open: what it counts from has no day";

/// A date that stays open, and why.
fn open(value: String, unit: Unit, clue: Clue, why: &str) -> Worth {
    Worth { kind: WhenKind::Date, value, days: None, unit, clue, basis: why.to_owned(), told: false }
}

/// A part of a year.
fn stretch(value: String, days: Option<Days>, basis: &str) -> Worth {
    let basis = if days.is_some() { basis } else { NO_SUCH_DAY };
    Worth { days, ..open(value, Unit::Quarter, Clue::Nothing, basis) }
}

fn undated(kind: WhenKind, value: &str, basis: &str) -> Worth {
    Worth {
        kind,
        value: value.to_owned(),
        days: None,
        unit: Unit::Day,
        clue: Clue::Nothing,
        basis: basis.to_owned(),
        told: false,
    }
}

/// The value of a unit of which nothing is known.
fn blank(unit: Unit) -> &'static str {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        Unit::Day | Unit::Night | Unit::Hour | Unit::Minute | Unit::Second => "XXXX-XX-XX",
    }
}

/// "early", "mid" and "late" take a third of a month and longer; of less they say too little.
fn narrowed(days: Days, modifier: Option<&str>, unit: Unit) -> Days {
    if unit < Unit::Month {
        return days;
    }
    let (first, last) = days;
    let third = i64::from(calendar::distance(first, last)) / 3;
    let moved = |day: Date, by: i64| shift(day, by, Unit::Day).unwrap_or(day);
    match modifier {
        Some("START") => (first, moved(first, third)),
        Some("MID") => (moved(first, third), moved(last, -third)),
        Some("END") => (moved(last, -third), last),
        _ => days,
    }
}
