//! Calendar arithmetic and the spelling of TIMEX3 values.
//!
//! In: days, offsets, counts. Out: first and last day of a period, and its value ("2024-W44",
//! "1989-Q3"). Whatever leaves the years 1 to 9999 is `None`.

use super::lexicon::Unit;
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// The first and last day of a period.
pub(super) type Days = (Date, Date);

/// The day `year`-`month`-`day`, where the calendar has it.
pub(super) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| date.year() > 0)
}

/// `day` moved by `count` units.
pub(super) fn shift(day: Date, count: i64, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => Span::new().try_days(count),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count.checked_mul(2)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok().filter(|date| date.year() > 0)
}

/// The whole calendar unit that holds `day`: its week from Monday, its month, …
pub(super) fn whole(day: Date, unit: Unit) -> Option<Days> {
    let year = day.year();
    let years = |first: i16, count: i16| Some((date(first.max(1), 1, 1)?, date(first + count - 1, 12, 31)?));
    match unit {
        Unit::Week => {
            let monday = shift(day, -i64::from(day.weekday().to_monday_zero_offset()), Unit::Day)?;
            Some((monday, shift(monday, 6, Unit::Day)?))
        }
        Unit::Fortnight => Some((day, shift(day, 13, Unit::Day)?)),
        Unit::Weekend => {
            let (_, sunday) = whole(day, Unit::Week)?;
            Some((shift(sunday, -1, Unit::Day)?, sunday))
        }
        Unit::Month => Some((day.first_of_month(), day.last_of_month())),
        Unit::Quarter => quarter_days(year, quarter_of(day)),
        Unit::Year => years(year, 1),
        Unit::Decade => years(year - year % 10, 10),
        Unit::Century => years(year - year % 100, 100),
        Unit::Day | Unit::Night | Unit::Hour | Unit::Minute | Unit::Second => Some((day, day)),
    }
}

/// The value of the unit that begins on or holds `day`.
pub(super) fn value(day: Date, unit: Unit) -> String {
    let (year, month) = (day.year(), day.month());
    match unit {
        Unit::Week | Unit::Fortnight => week_value(day),
        Unit::Weekend => format!("{}-WE", week_value(day)),
        Unit::Month => format!("{year:04}-{month:02}"),
        Unit::Quarter => format!("{year:04}-Q{}", quarter_of(day)),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{:03}", year / 10),
        Unit::Century => format!("{:02}", year / 100),
        Unit::Day | Unit::Night | Unit::Hour | Unit::Minute | Unit::Second => day_value(day),
    }
}

/// "2024-10-31".
pub(super) fn day_value(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// 1 to 4.
pub(super) fn quarter_of(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

/// First and last day of a calendar quarter.
pub(super) fn quarter_days(year: i16, quarter: i8) -> Option<Days> {
    let first = date(year, quarter * 3 - 2, 1)?;
    Some((first, date(year, quarter * 3, 1)?.last_of_month()))
}

/// First and last day of a half of a year.
pub(super) fn half_days(year: i16, half: i8) -> Option<Days> {
    Some((date(year, half * 6 - 5, 1)?, date(year, half * 6, 1)?.last_of_month()))
}

/// First and last day of a season of the northern half by months, winter from December on.
pub(super) fn season_days(year: i16, season: &str) -> Option<Days> {
    let first = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => return Some((date(year, 12, 1)?, date(year.checked_add(1)?, 2, 1)?.last_of_month())),
    };
    Some((date(year, first, 1)?, date(year, first + 2, 1)?.last_of_month()))
}

/// The latest `weekday` (1 = Monday) not after `day`.
pub(super) fn weekday_until(day: Date, weekday: i8) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    shift(day, -i64::from(back), Unit::Day)
}

/// The first `weekday` not before `day`.
pub(super) fn weekday_from(day: Date, weekday: i8) -> Option<Date> {
    let on = (weekday - day.weekday().to_monday_one_offset()).rem_euclid(7);
    shift(day, i64::from(on), Unit::Day)
}

/// Whether `day` falls on `weekday` (1 = Monday).
pub(super) fn falls_on(day: Date, weekday: i8) -> bool {
    Weekday::from_monday_one_offset(weekday).is_ok_and(|weekday| day.weekday() == weekday)
}

/// Days from `from` to `to`, negative when it lies before.
pub(super) fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// TIMEX3 value of a length: `count` of `unit`, "X" when the count is vague.
pub(super) fn duration(count: Option<f64>, unit: Unit) -> String {
    // Decades and centuries have letters of their own, but a plain count is told in years.
    let (letter, times) = match unit {
        Unit::Second => ("S", 1.0),
        Unit::Minute => ("M", 1.0),
        Unit::Hour => ("H", 1.0),
        Unit::Day => ("D", 1.0),
        Unit::Night => ("NI", 1.0),
        Unit::Weekend => ("WE", 1.0),
        Unit::Week => ("W", 1.0),
        Unit::Fortnight => ("W", 2.0),
        Unit::Month => ("M", 1.0),
        Unit::Quarter => ("Q", 1.0),
        Unit::Year => ("Y", 1.0),
        Unit::Decade => ("Y", 10.0),
        Unit::Century => ("Y", 100.0),
    };
    let prefix = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) { "PT" } else { "P" };
    match count {
        None if unit == Unit::Decade => "PXE".to_owned(),
        None if unit == Unit::Century => "PXC".to_owned(),
        None => format!("{prefix}X{letter}"),
        Some(count) => {
            let count = count * times;
            match half(count, unit) {
                Some(told) => told,
                None => format!("{prefix}{count}{letter}"),
            }
        }
    }
}

/// "two and a half years" is P2Y6M.
fn half(count: f64, unit: Unit) -> Option<String> {
    let whole = count.trunc();
    if count - whole != 0.5 {
        return None;
    }
    let lead = |letter: &str| if whole > 0.0 { format!("{whole}{letter}") } else { String::new() };
    match unit {
        Unit::Year => Some(format!("P{}6M", lead("Y"))),
        Unit::Hour => Some(format!("PT{}30M", lead("H"))),
        Unit::Minute => Some(format!("PT{}30S", lead("M"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(year: i16, month: i8, day: i8, count: i64, unit: Unit, want: &str) {
        let start = date(year, month, day).expect("a day");
        let moved = shift(start, count, unit).map_or("none".to_owned(), |moved| value(moved, unit));
        assert_eq!(moved, want);
    }

    #[test]
    fn moves() {
        check(2024, 1, 31, 1, Unit::Month, "2024-02");
        check(2024, 12, 30, 0, Unit::Week, "2025-W01");
        check(2024, 5, 15, -1, Unit::Year, "2023");
        check(2024, 5, 15, -1, Unit::Quarter, "2024-Q1");
        check(2024, 5, 15, -1, Unit::Decade, "201");
        check(2024, 5, 15, -9999, Unit::Year, "none");
        check(2024, 5, 15, i64::MAX, Unit::Week, "none");
    }

    #[test]
    fn lengths() {
        assert_eq!(duration(Some(2.5), Unit::Year), "P2Y6M");
        assert_eq!(duration(Some(5.0), Unit::Hour), "PT5H");
        assert_eq!(duration(None, Unit::Week), "PXW");
        assert_eq!(duration(Some(2.0), Unit::Decade), "P20Y");
        assert_eq!(duration(Some(0.5), Unit::Hour), "PT30M");
    }

    #[test]
    fn weekdays() {
        let monday = date(2023, 5, 1).expect("a day");
        assert_eq!(weekday_until(monday, 5).map(|day| distance(monday, day)), Some(-3));
        assert_eq!(weekday_from(monday, 5), shift(monday, 4, Unit::Day));
        assert!(falls_on(monday, 1) && !falls_on(monday, 0));
    }
}
