//! Anchors what was read at the day of publication and at what the text dated before.
//!
//! In: a [`Found`] with the tense around it. Out: a [`When`]. Without a day of publication a value
//! keeps its "XXXX" and has no days; the clue stays.
//!
//! A weekday, a month or a day without its year takes the way that the tense points; a day without
//! its year and tense is the nearest one, because a writer leaves out the year where no reader
//! would take another.

use super::calendar::{self, Days, date, shift, value, whole};
use super::lexicon::Unit;
use super::read::BEFORE_END;
use super::sense::{Found, From, InYear, Sense, Which};
use super::tense::Tense;
use super::{Clue, Direction, When, WhenKind};
use firsthand_text::Span;
use jiff::civil::Date;

/// The anchors of one text, moving as it is read.
pub(super) struct Anchors {
    published: Option<Date>,
    /// First day and unit of what was dated last.
    last: Option<(Date, Unit)>,
    /// First day of the quarter that the text last named.
    quarter: Option<Date>,
    /// Whether it tells of years long past, so that months count from what it dated before.
    history: bool,
}

/// How far a day without its year may lie by its tense alone. Past that, the nearest is as likely:
/// verbs in the past also tell what was called for a day ahead ("was put off to 9 November").
const FAR_DAYS: i32 = 280;

/// The same for a month without its year.
const FAR_MONTHS: i8 = 9;

/// Fewest stated years that make a text a history.
const HISTORY_YEARS: usize = 5;

/// A stated year is past history this many years before publication: background in news is mostly younger.
const HISTORY_AGE: i16 = 3;

/// Whether stated years long past outweigh what is counted from the publication.
fn is_history<'f>(found: impl Iterator<Item = &'f Found>, published: Option<Date>) -> bool {
    let latest = published.map_or(i16::MAX, |day| day.year().saturating_sub(HISTORY_AGE));
    let (mut past, mut other) = (0, 0);
    for found in found {
        match &found.sense {
            Sense::Year(year)
            | Sense::Day { year: InYear::Given(year), .. }
            | Sense::Month { year: InYear::Given(year), .. } => {
                *if *year <= latest { &mut past } else { &mut other } += 1
            }
            Sense::DaysAway(_) | Sense::Away(..) | Sense::Weekday(..) | Sense::Reference(_) => other += 1,
            _ => {}
        }
    }
    past >= HISTORY_YEARS && past > 2 * other
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
}

impl Anchors {
    pub(super) fn new<'f>(found: impl Iterator<Item = &'f Found>, published: Option<Date>) -> Anchors {
        Anchors { published, last: None, quarter: None, history: is_history(found, published) }
    }

    /// In a history, the day from which what is open counts on.
    fn told_before(&self) -> Option<Date> {
        self.last.filter(|_| self.history).map(|(day, _)| day)
    }

    /// Anchors `found`, and counts later expressions from it.
    pub(super) fn resolve(&mut self, found: &Found, span: Span, tense: Tense, cue: &str) -> When {
        let mut worth = self.worth(&found.sense, tense.direction, cue);
        if let Some((first, _)) = worth.days
            && !looks_back(&found.sense)
        {
            self.last = Some((first, worth.unit));
            if matches!(found.sense, Sense::Quarter { .. }) {
                self.quarter = Some(first);
            }
        }
        if let Some(time) = &found.time {
            worth.kind = WhenKind::Time;
            worth.value = format!("{}T{time}", worth.value);
        }
        if found.modifier == Some(BEFORE_END)
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
                None => open(format!("{year:04}"), Unit::Year, Clue::Nothing),
            },
            Sense::Decade(first) => match date(*first, 1, 1) {
                Some(first) => whole_unit(first, Unit::Decade, Clue::Nothing, "stated"),
                None => open("XXX".to_owned(), Unit::Decade, Clue::Nothing),
            },
            Sense::Century(count) => match date(count.saturating_mul(100).max(1), 1, 1) {
                Some(first) => Worth {
                    value: format!("{count:02}"),
                    ..whole_unit(first, Unit::Century, Clue::Nothing, "stated")
                },
                None => open("XX".to_owned(), Unit::Century, Clue::Nothing),
            },
            Sense::Quarter { year, quarter } => self.quarter(*year, *quarter, direction),
            Sense::Half { year, half } => match self.year_in(*year).or_else(|| self.year_in(InYear::Away(0)))
            {
                Some(year) => Worth {
                    value: format!("{year:04}-H{half}"),
                    days: calendar::half_days(year, *half),
                    ..open(String::new(), Unit::Quarter, Clue::Nothing)
                },
                None => open(format!("XXXX-H{half}"), Unit::Quarter, Clue::Nothing),
            },
            Sense::Season { year, season, which } => self.season(*year, season, *which, direction),
            Sense::Weekday(weekday, which) => self.weekday(*weekday, *which, direction, cue),
            Sense::DaysAway(days) => self.away(Unit::Day, *days),
            Sense::Away(unit, count) => self.away(*unit, *count),
            Sense::Shift { count, unit, from, sign } => self.shifted(*count * *sign, *unit, *from),
            Sense::The(unit) => self.the(*unit, direction),
            Sense::YearAgo(unit) => self.year_ago(*unit),
            Sense::Duration(value) => undated(WhenKind::Duration, value, "a length of time"),
            Sense::Set(value) => undated(WhenKind::Set, value, "what recurs"),
            Sense::Reference(value) => undated(WhenKind::Date, value, "vague by itself"),
            Sense::TimeOnly => {
                match self.last.filter(|(_, unit)| *unit == Unit::Day).map(|(day, _)| day).or(self.published)
                {
                    Some(day) => whole_unit(day, Unit::Day, Clue::Nothing, "the day the text speaks of"),
                    None => open("XXXX-XX-XX".to_owned(), Unit::Day, Clue::Nothing),
                }
            }
        }
    }

    fn year_in(&self, year: InYear) -> Option<i16> {
        match year {
            InYear::Open => None,
            InYear::Given(year) => Some(year),
            InYear::Away(count) => Some(shift(self.published?, i64::from(count), Unit::Year)?.year()),
        }
    }

    fn month_day(
        &self,
        year: InYear,
        month: i8,
        day: i8,
        weekday: Option<i8>,
        direction: Direction,
        cue: &str,
    ) -> Worth {
        let bare = Clue::MonthDay(month, day);
        let unknown = || open(format!("XXXX-{month:02}-{day:02}"), Unit::Day, bare);
        if year != InYear::Open {
            let Some(day) = self.year_in(year).and_then(|year| date(year, month, day)) else {
                return unknown();
            };
            let clue = if matches!(year, InYear::Given(_)) { Clue::Day(day) } else { bare };
            return whole_unit(day, Unit::Day, clue, "stated in full");
        }
        if let Some(before) = self.told_before() {
            let year = next_year_when_far(before, month);
            let day = date(year, month, day);
            return day.map_or_else(unknown, |day| {
                whole_unit(day, Unit::Day, bare, "of the year the text tells of")
            });
        }
        let Some(published) = self.published else { return unknown() };
        let near = (published.year().saturating_sub(1)..=published.year().saturating_add(1))
            .filter_map(|year| date(year, month, day))
            .collect::<Vec<Date>>();
        // A weekday with its date fits one year in five or six: it tells more than any tense.
        if let Some(weekday) = weekday
            && let Some(fit) = near.iter().copied().find(|day| calendar::falls_on(*day, weekday))
        {
            return whole_unit(
                fit,
                Unit::Day,
                bare,
                "the year in which that day of the month has that weekday",
            );
        }
        let until = near.iter().copied().rfind(|day| *day <= published);
        let from = near.iter().copied().find(|day| *day >= published);
        let nearest = near.iter().copied().min_by_key(|day| calendar::distance(published, *day).abs());
        let (chosen, basis) = match direction {
            Direction::Future if from.is_some_and(|day| calendar::distance(published, day) <= FAR_DAYS) => {
                (from, told("first such day from the day of publication", cue))
            }
            Direction::Past if until.is_some_and(|day| calendar::distance(day, published) <= FAR_DAYS) => {
                (until, told("latest such day up to the day of publication", cue))
            }
            _ => (nearest, "such day nearest to the day of publication".to_owned()),
        };
        chosen.map_or_else(unknown, |day| whole_unit(day, Unit::Day, bare, &basis))
    }

    fn month(&self, year: InYear, month: i8, which: Which, direction: Direction, cue: &str) -> Worth {
        let unknown = || open(format!("XXXX-{month:02}"), Unit::Month, Clue::Month(month));
        if year != InYear::Open {
            let Some(year_number) = self.year_in(year) else { return unknown() };
            let Some(first) = date(year_number, month, 1) else { return unknown() };
            let clue = if matches!(year, InYear::Given(_)) {
                Clue::YearMonth(year_number, month)
            } else {
                Clue::Month(month)
            };
            return whole_unit(first, Unit::Month, clue, "stated");
        }
        if let (Some(before), Which::Bare) = (self.told_before(), which) {
            let first = date(next_year_when_far(before, month), month, 1);
            let clue = Clue::Month(month);
            return first.map_or_else(unknown, |first| {
                whole_unit(first, Unit::Month, clue, "of the year the text tells of")
            });
        }
        let Some(published) = self.published else { return unknown() };
        let (this_year, now) = (published.year(), published.month());
        let (chosen, basis) = match (which, direction) {
            (Which::This, _) => (this_year, "of the year of publication".to_owned()),
            (Which::Last, _) => (
                this_year - i16::from(month >= now),
                "latest such month before that of publication".to_owned(),
            ),
            (Which::Next, _) => {
                (this_year + i16::from(month <= now), "first such month after that of publication".to_owned())
            }
            (Which::Bare, Direction::Future) if (month - now).rem_euclid(12) <= FAR_MONTHS => {
                (this_year + i16::from(month < now), told("first such month from that of publication", cue))
            }
            (Which::Bare, Direction::Unknown) if nearer_ahead(now, month) => {
                (this_year + i16::from(month < now), "such month nearest to that of publication".to_owned())
            }
            (Which::Bare, _) => {
                (this_year - i16::from(month > now), told("latest such month up to that of publication", cue))
            }
        };
        date(chosen, month, 1)
            .map_or_else(unknown, |first| whole_unit(first, Unit::Month, Clue::Month(month), &basis))
    }

    fn quarter(&self, year: InYear, quarter: i8, direction: Direction) -> Worth {
        let year = self.year_in(year).or_else(|| {
            let published = self.published?;
            let later = quarter > calendar::quarter_of(published);
            // A quarter that has not begun is reported on a year later, unless the text looks ahead.
            Some(published.year() - i16::from(later && direction == Direction::Past))
        });
        match year {
            Some(year) => Worth {
                value: format!("{year:04}-Q{quarter}"),
                days: calendar::quarter_days(year, quarter),
                ..open(String::new(), Unit::Quarter, Clue::Nothing)
            },
            None => open(format!("XXXX-Q{quarter}"), Unit::Quarter, Clue::Nothing),
        }
    }

    fn season(&self, year: InYear, season: &'static str, which: Which, direction: Direction) -> Worth {
        let year = self.year_in(year).or_else(|| {
            if let (Some(before), Which::Bare) = (self.told_before(), which) {
                return Some(before.year());
            }
            let published = self.published?;
            let this = calendar::season_days(published.year(), season)?;
            Some(match which {
                Which::Last => published.year() - i16::from(this.1 >= published || season == "WI"),
                Which::Next => published.year() + i16::from(this.0 <= published),
                Which::Bare if direction == Direction::Future => {
                    published.year() + i16::from(this.1 < published)
                }
                Which::Bare if direction == Direction::Past => {
                    published.year() - i16::from(this.0 > published)
                }
                Which::Bare | Which::This => published.year(),
            })
        });
        match year {
            Some(year) => Worth {
                value: format!("{year:04}-{season}"),
                days: calendar::season_days(year, season),
                ..open(String::new(), Unit::Quarter, Clue::Nothing)
            },
            None => open(format!("XXXX-{season}"), Unit::Quarter, Clue::Nothing),
        }
    }

    fn weekday(&self, weekday: i8, which: Which, direction: Direction, cue: &str) -> Worth {
        let direction = match which {
            Which::Bare => direction,
            Which::Last => Direction::Past,
            Which::Next => Direction::Future,
            Which::This if direction == Direction::Unknown => Direction::Future,
            Which::This => direction,
        };
        let clue = Clue::Weekday(weekday, direction);
        let Some(published) = self.published else {
            return open(format!("XXXX-WXX-{weekday}"), Unit::Day, clue);
        };
        let (day, basis) = match (direction, which) {
            (Direction::Future, Which::Next) => (
                // Nobody calls tomorrow "next Friday".
                shift(published, 2, Unit::Day).and_then(|day| calendar::weekday_from(day, weekday)),
                "first such weekday after the morrow of publication".to_owned(),
            ),
            (Direction::Past, Which::Last) => (
                shift(published, -1, Unit::Day).and_then(|day| calendar::weekday_until(day, weekday)),
                "latest such weekday before the day of publication".to_owned(),
            ),
            (Direction::Future, _) => (
                calendar::weekday_from(published, weekday),
                told("first such weekday from the day of publication", cue),
            ),
            _ => (
                calendar::weekday_until(published, weekday),
                told("latest such weekday up to the day of publication", cue),
            ),
        };
        match day {
            Some(day) => whole_unit(day, Unit::Day, clue, &basis),
            None => open(format!("XXXX-WXX-{weekday}"), Unit::Day, clue),
        }
    }

    /// "last month": calendar units away from the publication.
    fn away(&self, unit: Unit, count: i32) -> Worth {
        let clue = match unit {
            Unit::Day | Unit::Night => Clue::DaysAway(count),
            Unit::Month => Clue::MonthsAway(count),
            Unit::Year => Clue::YearsAway(count),
            _ => Clue::Nothing,
        };
        // "the end of the year" of which a history tells.
        if let (Some(before), 0, Unit::Year | Unit::Month) = (self.told_before(), count, unit) {
            return whole_unit(before, unit, Clue::Nothing, "the time the text tells of");
        }
        match self.published.and_then(|day| shift(day, i64::from(count), unit)) {
            Some(day) => whole_unit(day, unit, clue, "counted from the day of publication"),
            None => open(blank(unit).to_owned(), unit, clue),
        }
    }

    /// "two years ago", "a year earlier".
    fn shifted(&self, count: i64, unit: Unit, from: From) -> Worth {
        let anchor = match from {
            From::Publication => self.published,
            From::Text => self.last.map(|(day, _)| day).or(self.published),
        };
        // A year ago in a text that goes by quarters is the quarter a year before.
        if unit == Unit::Year
            && count == -1
            && let Some(quarter) = self.quarter
            && let Some(moved) = shift(quarter, count, unit)
        {
            return whole_unit(
                moved,
                Unit::Quarter,
                Clue::Nothing,
                "the quarter the text speaks of, a year before",
            );
        }
        let clue = match (from, unit, i32::try_from(count)) {
            (From::Publication, Unit::Day, Ok(count)) => Clue::DaysAway(count),
            _ => Clue::Nothing,
        };
        let basis = if from == From::Text {
            "counted from what the text dated before"
        } else {
            "counted from the day of publication"
        };
        // A single year or month is told to the month; more of them only to themselves.
        let grain = match (unit, count.abs()) {
            (Unit::Year, 1) if from == From::Publication => Unit::Month,
            (Unit::Fortnight, _) => Unit::Week,
            (Unit::Week, 1) if from == From::Publication => Unit::Day,
            _ => unit,
        };
        match anchor.and_then(|day| shift(day, count, unit)) {
            Some(day) => whole_unit(day, grain, clue, basis),
            None => open(blank(grain).to_owned(), grain, clue),
        }
    }

    /// "the year", "the quarter", "the weekend".
    fn the(&self, unit: Unit, direction: Direction) -> Worth {
        let day = match unit {
            Unit::Quarter => self.quarter.or_else(|| shift(self.published?, -1, Unit::Quarter)),
            // On its own day a weekend is the one under way, else the last one, or the next by tense.
            Unit::Weekend => self.published.and_then(|day| {
                let under_way = day.weekday().to_monday_one_offset() >= 6;
                let weeks = i64::from(!under_way && direction != Direction::Future);
                shift(day, -weeks, Unit::Week)
            }),
            _ => self.told_before().or(self.published),
        };
        match day {
            Some(day) => whole_unit(day, unit, Clue::Nothing, "the one the text speaks of"),
            None => open(blank(unit).to_owned(), unit, Clue::Nothing),
        }
    }

    fn year_ago(&self, unit: Option<Unit>) -> Worth {
        let quarter = self
            .quarter
            .or_else(|| (unit == Some(Unit::Quarter)).then(|| shift(self.published?, -1, Unit::Quarter))?);
        if let Some(moved) = quarter.and_then(|day| shift(day, -1, Unit::Year)) {
            return whole_unit(
                moved,
                Unit::Quarter,
                Clue::Nothing,
                "the quarter the text speaks of, a year before",
            );
        }
        self.away(Unit::Year, -1)
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
    }
}

/// A date that nothing anchors.
fn open(value: String, unit: Unit, clue: Clue) -> Worth {
    Worth { kind: WhenKind::Date, value, days: None, unit, clue, basis: "not anchored".to_owned() }
}

fn undated(kind: WhenKind, value: &str, basis: &str) -> Worth {
    Worth {
        kind,
        value: value.to_owned(),
        days: None,
        unit: Unit::Day,
        clue: Clue::Nothing,
        basis: basis.to_owned(),
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
