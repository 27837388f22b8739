//! Resolves what is counted from a day: "last month", "two years ago", "the quarter", "the first Friday of".

use super::super::calendar::{self, shift};
use super::super::lexicon::Unit;
use super::super::sense::{From, Part};
use super::super::{Clue, Direction};
use super::{Anchors, NO_ANCHOR, NO_DAY, Worth, blank, open, whole_unit};

impl Anchors {
    /// "last month": calendar units away from the publication.
    pub(super) fn away(&self, unit: Unit, count: i32) -> Worth {
        let clue = match unit {
            Unit::Day | Unit::Night => Clue::DaysAway(count),
            Unit::Month => Clue::MonthsAway(count),
            Unit::Year => Clue::YearsAway(count),
            _ => Clue::Nothing,
        };
        // "the end of the year" of which a history tells.
        if let Some(before) = self.told_before()
            && unit >= Unit::Week
            && let Some(day) = shift(before, i64::from(count), unit)
        {
            return Worth {
                told: true,
                ..whole_unit(day, unit, Clue::Nothing, "counted from where the text stands")
            };
        }
        match self.published.and_then(|day| shift(day, i64::from(count), unit)) {
            Some(day) => whole_unit(day, unit, clue, "counted from the day of publication"),
            None => open(blank(unit).to_owned(), unit, clue, NO_DAY),
        }
    }

    /// "two years ago", "a year earlier".
    pub(super) fn shifted(&self, count: i64, unit: Unit, from: From) -> Worth {
        let anchor = match from {
            // Who speaks in a history speaks at its time.
            From::Publication => self.told_before().or(self.published),
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
            (From::Publication, Unit::Year, Ok(count)) => Clue::YearsAway(count),
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
        // Years before the common era are counted down.
        let count = if self.bc && from == From::Text && unit >= Unit::Year { -count } else { count };
        match anchor.and_then(|day| shift(day, count, unit)) {
            Some(day) if from == From::Text && self.history => {
                Worth { told: true, ..whole_unit(day, grain, clue, basis) }
            }
            Some(day) => whole_unit(day, grain, clue, basis),
            None => open(blank(grain).to_owned(), grain, clue, NO_DAY),
        }
    }

    /// "the year", "the quarter", "the weekend".
    pub(super) fn the(&self, unit: Unit, direction: Direction) -> Worth {
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
            None => open(blank(unit).to_owned(), unit, Clue::Nothing, NO_DAY),
        }
    }

    pub(super) fn year_ago(&self, unit: Option<Unit>) -> Worth {
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

    /// "the first Friday of July", "the last week of 2015".
    pub(super) fn part_of(&self, nth: i8, part: Part, base: Worth) -> Worth {
        let unit = match part {
            Part::Weekday(_) => Unit::Day,
            Part::Unit(unit) => unit,
        };
        let unknown = || open(blank(unit).to_owned(), unit, Clue::Nothing, NO_ANCHOR);
        let Some((first, last)) = base.days else { return unknown() };
        let on = i64::from(nth) - 1;
        let day = match (part, nth) {
            (Part::Weekday(day), ..0) => calendar::weekday_until(last, day),
            (Part::Weekday(day), _) => {
                calendar::weekday_from(first, day).and_then(|day| shift(day, on, Unit::Week))
            }
            (Part::Unit(Unit::Week), ..0) => shift(last, -3, Unit::Day),
            (Part::Unit(_), ..0) => Some(last),
            // A week is of the month or year in which most of its days lie (ISO 8601).
            (Part::Unit(unit @ Unit::Week), _) => {
                shift(first, 3, Unit::Day).and_then(|day| shift(day, on, unit))
            }
            (Part::Unit(unit), _) => shift(first, on, unit),
        };
        match day.filter(|day| first <= *day && *day <= last) {
            Some(day) => whole_unit(day, unit, Clue::Nothing, "a part of the time named with it"),
            None => unknown(),
        }
    }
}
