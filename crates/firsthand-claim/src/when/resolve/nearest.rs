//! Resolves what leaves out its year or month: the one that tense, weekday or the story tells, else the
//! nearest.

use super::super::calendar::{self, date, shift, whole};
use super::super::holiday;
use super::super::lexicon::Unit;
use super::super::sense::{Found, InYear, Sense, Which};
use super::super::{Clue, Direction};
use super::{
    Anchors, FAR_DAYS, FAR_MONTHS, NO_DAY, NO_SUCH_DAY, Worth, nearer_ahead, next_year_when_far, open,
    stretch, told, whole_unit,
};
use jiff::civil::Date;

impl Anchors {
    /// Why a day or month stays open: nothing tells its year, or it has none.
    fn why(&self) -> &'static str {
        if self.published.is_none() && self.told_before().is_none() { NO_DAY } else { NO_SUCH_DAY }
    }

    pub(super) fn month_day(
        &self,
        year: InYear,
        month: i8,
        day: i8,
        weekday: Option<i8>,
        direction: Direction,
        cue: &str,
    ) -> Worth {
        let bare = Clue::MonthDay(month, day);
        let unknown = || open(format!("XXXX-{month:02}-{day:02}"), Unit::Day, bare, self.why());
        if year != InYear::Open {
            let Some(day) = self.year_in(year).and_then(|year| date(year, month, day)) else {
                return unknown();
            };
            let clue = if matches!(year, InYear::Given(_)) { Clue::Day(day) } else { bare };
            return whole_unit(day, Unit::Day, clue, "stated in full");
        }
        if let Some(before) = self.told_before() {
            let day = self
                .continued(|year| date(year, month, day))
                .or_else(|| date(next_year_when_far(before, month), month, day));
            return day.map_or_else(unknown, |day| Worth {
                told: true,
                ..whole_unit(day, Unit::Day, bare, "of the year the text tells of")
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

    /// "the 21st": of the month the text speaks of, or the nearest by tense.
    pub(super) fn day_of_month(&self, day: i8, direction: Direction, cue: &str) -> Worth {
        let unknown = || open(format!("XXXX-XX-{day:02}"), Unit::Day, Clue::Nothing, self.why());
        let Some(from) = self.told_before().or(self.published) else { return unknown() };
        let near = (-2..=2).filter_map(|months| {
            let first = shift(from.first_of_month(), months, Unit::Month)?;
            date(first.year(), first.month(), day)
        });
        let near: Vec<Date> = near.collect();
        let chosen = match direction {
            Direction::Future => near.iter().copied().find(|day| *day >= from),
            Direction::Past => near.iter().copied().rfind(|day| *day <= from),
            Direction::Unknown => near.iter().copied().min_by_key(|day| calendar::distance(from, *day).abs()),
        };
        let basis = told("such day of a month nearest by tense", cue);
        chosen.map_or_else(unknown, |day| whole_unit(day, Unit::Day, Clue::Nothing, &basis))
    }

    /// "Monday the 27th": of the nearest month in which that day has that weekday.
    pub(super) fn weekday_day(&self, weekday: i8, day: i8) -> Worth {
        let unknown = || {
            let clue = Clue::Weekday(weekday, Direction::Unknown);
            open(format!("XXXX-XX-{day:02}"), Unit::Day, clue, self.why())
        };
        let Some(from) = self.told_before().or(self.published) else { return unknown() };
        let fit = (0..=12).flat_map(|months: i64| [-months, months]).find_map(|months| {
            let first = shift(from.first_of_month(), months, Unit::Month)?;
            date(first.year(), first.month(), day).filter(|day| calendar::falls_on(*day, weekday))
        });
        let basis = "the nearest month in which that day has that weekday";
        fit.map_or_else(unknown, |day| whole_unit(day, Unit::Day, Clue::Nothing, basis))
    }

    pub(super) fn holiday(
        &self,
        rule: usize,
        year: InYear,
        which: Which,
        direction: Direction,
        cue: &str,
    ) -> Worth {
        let unknown = || open("XXXX-XX-XX".to_owned(), Unit::Day, Clue::Nothing, self.why());
        let of = |year: i16, basis: &str| {
            holiday::day(rule, year)
                .map_or_else(unknown, |day| whole_unit(day, Unit::Day, Clue::Nothing, basis))
        };
        if year != InYear::Open {
            return self.year_in(year).map_or_else(unknown, |year| of(year, "a holiday of that year"));
        }
        if let (Some(before), Which::Bare) = (self.told_before(), which) {
            return of(before.year(), "a holiday of the year the text tells of");
        }
        let Some(published) = self.published else { return unknown() };
        let near = (published.year().saturating_sub(1)..=published.year().saturating_add(1))
            .filter_map(|year| holiday::day(rule, year));
        let near: Vec<Date> = near.collect();
        let chosen = match (which, direction) {
            (Which::Last, _) => near.iter().copied().rfind(|day| *day < published),
            (Which::Next, _) => near.iter().copied().find(|day| *day > published),
            (Which::This, _) => near.iter().copied().find(|day| day.year() == published.year()),
            (Which::Bare, Direction::Future) => near.iter().copied().find(|day| *day >= published),
            (Which::Bare, Direction::Past) => near.iter().copied().rfind(|day| *day <= published),
            (Which::Bare, Direction::Unknown) => {
                near.iter().copied().min_by_key(|day| calendar::distance(published, *day).abs())
            }
        };
        let basis = told("such holiday nearest by tense", cue);
        chosen.map_or_else(unknown, |day| whole_unit(day, Unit::Day, Clue::Nothing, &basis))
    }

    pub(super) fn month(
        &self,
        year: InYear,
        month: i8,
        which: Which,
        direction: Direction,
        cue: &str,
    ) -> Worth {
        let unknown = || open(format!("XXXX-{month:02}"), Unit::Month, Clue::Month(month), self.why());
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
            let first = self
                .continued(|year| date(year, month, 1))
                .or_else(|| date(next_year_when_far(before, month), month, 1));
            let clue = Clue::Month(month);
            return first.map_or_else(unknown, |first| Worth {
                told: true,
                ..whole_unit(first, Unit::Month, clue, "of the year the text tells of")
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

    pub(super) fn quarter(&self, year: InYear, quarter: i8, direction: Direction) -> Worth {
        let year = self.year_in(year).or_else(|| {
            let published = self.published?;
            let later = quarter > calendar::quarter_of(published);
            // A quarter that has not begun is reported on a year later, unless the text looks ahead.
            Some(published.year() - i16::from(later && direction == Direction::Past))
        });
        match year {
            Some(year) => stretch(
                format!("{year:04}-Q{quarter}"),
                calendar::quarter_days(year, quarter),
                "of the year stated, or of that of publication as the tense tells",
            ),
            None => open(format!("XXXX-Q{quarter}"), Unit::Quarter, Clue::Nothing, NO_DAY),
        }
    }

    pub(super) fn season(
        &self,
        year: InYear,
        season: &'static str,
        which: Which,
        direction: Direction,
    ) -> Worth {
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
            Some(year) => stretch(
                format!("{year:04}-{season}"),
                calendar::season_days(year, season),
                "of the year stated or told of, or of that of publication as the tense tells",
            ),
            None => open(format!("XXXX-{season}"), Unit::Quarter, Clue::Nothing, NO_DAY),
        }
    }

    pub(super) fn weekday(&self, weekday: i8, which: Which, direction: Direction, cue: &str) -> Worth {
        let direction = match which {
            Which::Bare => direction,
            Which::Last => Direction::Past,
            Which::Next => Direction::Future,
            Which::This if direction == Direction::Unknown => Direction::Future,
            Which::This => direction,
        };
        let clue = Clue::Weekday(weekday, direction);
        let Some(published) = self.published else {
            return open(format!("XXXX-WXX-{weekday}"), Unit::Day, clue, NO_DAY);
        };
        let (day, basis) = match (direction, which) {
            (Direction::Future, Which::Next) => (
                whole(published, Unit::Week)
                    .and_then(|(_, sunday)| calendar::weekday_from(shift(sunday, 1, Unit::Day)?, weekday)),
                "that weekday of the week after that of publication".to_owned(),
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
            None => open(format!("XXXX-WXX-{weekday}"), Unit::Day, clue, NO_SUCH_DAY),
        }
    }

    /// The end of a range is the first such day or month from its beginning on: "from Monday to Friday",
    /// "from November to March".
    pub(super) fn follow_on(&self, found: &Found) -> Option<Worth> {
        let (begun, _) = self.last.filter(|_| found.follows)?;
        let basis = "first such time from the beginning of the range";
        match &found.sense {
            Sense::Weekday(weekday, Which::Bare) => {
                let day = calendar::weekday_from(begun, *weekday)?;
                Some(whole_unit(day, Unit::Day, Clue::Weekday(*weekday, Direction::Unknown), basis))
            }
            Sense::Month { year: InYear::Open, month, which: Which::Bare } => {
                let year = begun.year() + i16::from(*month < begun.month());
                Some(whole_unit(date(year, *month, 1)?, Unit::Month, Clue::Month(*month), basis))
            }
            Sense::Day { year: InYear::Open, month, day, weekday: None } => {
                let year = begun.year() + i16::from((*month, *day) < (begun.month(), begun.day()));
                Some(whole_unit(date(year, *month, *day)?, Unit::Day, Clue::MonthDay(*month, *day), basis))
            }
            _ => None,
        }
    }
}
