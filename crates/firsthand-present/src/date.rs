//! EDTF dates as people write them: `2024-10-31` becomes "31 Oct 2024".
//!
//! In: EDTF (ISO 8601-2) at any precision: days, months, years, intervals with open ends, and the
//! marks `~` (about), `?` (perhaps) and `%` (both). Out: words. What isn't understood is given back
//! as it stands; seasons and sets are not understood.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The date in words: "31 Oct 2024", "Jun 2024", "about 2024", "13–17 Jan 2025", "until Oct 2024".
pub(crate) fn human(edtf: &str) -> String {
    let Some((from, to)) = edtf.split_once('/') else {
        return single(edtf);
    };
    match (is_open(from), is_open(to)) {
        (true, true) => "undated".to_string(),
        (true, false) => format!("until {}", single(to)),
        (false, true) => format!("since {}", single(from)),
        (false, false) => between(from, to),
    }
}

/// The span from `from` to `to`, without saying the same month or year twice.
pub(crate) fn between(from: &str, to: &str) -> String {
    if from == to {
        return single(from);
    }
    let (Some(a), Some(b)) = (Parts::read(from), Parts::read(to)) else {
        return format!("{} – {}", single(from), single(to));
    };
    let plain = a.mark.is_empty() && b.mark.is_empty();
    match (a.month, a.day, b.month, b.day) {
        (Some(m), Some(x), Some(n), Some(y)) if plain && a.year == b.year && m == n => {
            format!("{x}–{y} {} {}", month(m), a.year)
        }
        (Some(m), Some(x), Some(n), Some(y)) if plain && a.year == b.year => {
            format!("{x} {} – {y} {} {}", month(m), month(n), a.year)
        }
        (Some(m), None, Some(n), None) if plain && a.year == b.year => {
            format!("{}–{} {}", month(m), month(n), a.year)
        }
        (None, _, None, _) if plain => format!("{}–{}", a.year, b.year),
        _ => format!("{} – {}", single(from), single(to)),
    }
}

/// As [`human`], for narrow columns: the ends of an interval over months keep no days, so that it
/// still covers every day that it did.
pub(crate) fn coarse(edtf: &str) -> String {
    match edtf.split_once('/') {
        Some((from, to)) if !is_open(from) && !is_open(to) => coarse_between(from, to),
        _ => human(edtf),
    }
}

/// As [`between`], without days where the months differ.
pub(crate) fn coarse_between(from: &str, to: &str) -> String {
    match (month_of(from), month_of(to)) {
        (Some(a), Some(b)) if a != b => between(&a, &b),
        _ => between(from, to),
    }
}

/// The day's or month's month; `None` for years and for what is marked as unsure.
fn month_of(edtf: &str) -> Option<String> {
    let parts = Parts::read(edtf).filter(|parts| parts.mark.is_empty())?;
    Some(format!("{}-{:02}", parts.year, parts.month?))
}

/// "Fri 17 Jan 2025" for a day, as [`human`] otherwise.
pub(crate) fn with_weekday(edtf: &str) -> String {
    match edtf.parse::<Date>() {
        Ok(date) => {
            let day = match date.weekday() {
                jiff::civil::Weekday::Monday => "Mon",
                jiff::civil::Weekday::Tuesday => "Tue",
                jiff::civil::Weekday::Wednesday => "Wed",
                jiff::civil::Weekday::Thursday => "Thu",
                jiff::civil::Weekday::Friday => "Fri",
                jiff::civil::Weekday::Saturday => "Sat",
                jiff::civil::Weekday::Sunday => "Sun",
            };
            format!("{day} {}", human(edtf))
        }
        Err(_) => human(edtf),
    }
}

fn is_open(end: &str) -> bool {
    end.is_empty() || end == ".."
}

fn single(edtf: &str) -> String {
    let Some(parts) = Parts::read(edtf) else {
        return edtf.to_string();
    };
    let mark = match parts.mark {
        "~" => "about ",
        "?" | "%" => "perhaps ",
        _ => "",
    };
    match (parts.month, parts.day) {
        (Some(m), Some(day)) => format!("{mark}{day} {} {}", month(m), parts.year),
        (Some(m), None) => format!("{mark}{} {}", month(m), parts.year),
        _ => format!("{mark}{}", parts.year),
    }
}

fn month(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("?")
}

struct Parts<'e> {
    year: &'e str,
    month: Option<u8>,
    day: Option<u8>,
    mark: &'e str,
}

impl<'e> Parts<'e> {
    fn read(edtf: &'e str) -> Option<Parts<'e>> {
        let end = edtf.find(['~', '?', '%']).unwrap_or(edtf.len());
        let (date, mark) = (edtf.get(..end)?, edtf.get(end..)?);
        // A time of day adds nothing here.
        let date = date.split('T').next()?;
        let mut fields = date.split('-');
        let year = fields.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?;
        let mut number = |most: u8| -> Option<Option<u8>> {
            match fields.next() {
                None => Some(None),
                Some(field) => field.parse().ok().filter(|n| (1..=most).contains(n)).map(Some),
            }
        };
        let month = number(12)?;
        let day = number(31)?;
        Some(Parts { year, month, day, mark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let check = |edtf: &str, words: &str| assert_eq!(human(edtf), words, "{edtf}");
        check("2024-10-31", "31 Oct 2024");
        check("2024-06", "Jun 2024");
        check("2024", "2024");
        check("2024-04-01~", "about 1 Apr 2024");
        check("2024?", "perhaps 2024");
        check("2024-01/2024-10", "Jan–Oct 2024");
        check("2025-01-13/2025-01-17", "13–17 Jan 2025");
        check("2023-12/2024-10-31", "Dec 2023 – 31 Oct 2024");
        check("2024-10-31/2024-11-06", "31 Oct – 6 Nov 2024");
        check("2022/2024", "2022–2024");
        check("../2024-10-31", "until 31 Oct 2024");
        check("2024-01/..", "since Jan 2024");
        check("2024-01~/2024-10", "about Jan 2024 – Oct 2024");
        check("2024-03-04T10:00", "4 Mar 2024");
        check("2024-13", "2024-13");
        check("2024-21", "2024-21");
        check("next week", "next week");
        check("", "");
    }

    #[test]
    fn coarse_dates() {
        let check = |edtf: &str, words: &str| assert_eq!(coarse(edtf), words, "{edtf}");
        check("2023-12/2024-10-31", "Dec 2023 – Oct 2024");
        check("2024-10-31/2024-11-06", "Oct–Nov 2024");
        check("2025-01-13/2025-01-17", "13–17 Jan 2025");
        check("2024/2025-03", "2024 – Mar 2025");
        check("../2024-10-31", "until 31 Oct 2024");
        check("2024-10-31", "31 Oct 2024");
    }

    #[test]
    fn weekdays() {
        assert_eq!(with_weekday("2025-01-17"), "Fri 17 Jan 2025");
        assert_eq!(with_weekday("2025-01"), "Jan 2025");
    }
}
