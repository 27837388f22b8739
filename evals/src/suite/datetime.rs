//! Judges time expressions against a case of the suite.
//!
//! The suite and TIMEX3 write the same things in different ways, so they are compared by meaning:
//! the words found must be the suite's but for words that only lead ("on", "the", "since"); days must
//! be those of one of the readings that the case allows; a length counts in seconds; a range is two
//! expressions that the binary joins; where the case says "before" or "since" a time, that time must
//! be right. What a case does not name must not be found.

use super::{Case, Expected};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Words that may stand at the edge of one side's expression and not of the other's.
const LEADING: &str = "a an the on in at of from between during before after since by until till for within \
    through to this is about around approximately exactly over past any time anytime sometime some as early late \
    later than no earlier starting beginning ending onwards and or more less least most up not prior inside under \
    within throughout year month week day be end hours hour it what happened whole all full next once";

/// One time expression, or two joined to a range.
#[derive(Debug)]
struct Found {
    place: (usize, usize),
    from: Single,
    to: Option<Single>,
}

#[derive(Clone, Debug)]
struct Single {
    kind: String,
    value: String,
    days: Option<(Date, Date)>,
}

/// One reading that a case allows.
#[derive(Debug)]
struct Reading {
    timex: String,
    /// The moment, when it is one.
    value: Option<String>,
    start: Option<String>,
    end: Option<String>,
    modified: bool,
}

/// Whether the expressions found are those of the case.
pub(super) fn holds(case: &Case, lines: &BTreeMap<String, Map<String, Value>>) -> bool {
    let found = lines.get("times").map(expressions).unwrap_or_default();
    let overlaps = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    let no_more = found.iter().all(|found| case.results.iter().any(|want| overlaps(want.place, found.place)));
    no_more
        && case.results.iter().all(|want| {
            let mut near = found.iter().filter(|found| overlaps(want.place, found.place));
            match (near.next(), near.next()) {
                (Some(found), None) => same_words(case, want, found.place) && same_value(case, want, found),
                _ => false,
            }
        })
}

/// What the binary found, ranges as one.
fn expressions(line: &Map<String, Value>) -> Vec<Found> {
    let times = line.get("times").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let place = |value: &Value| -> (usize, usize) {
        (value["start"].as_u64().unwrap_or(0) as usize, value["end"].as_u64().unwrap_or(0) as usize)
    };
    let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let single = |time: &Value| Single {
        kind: word(&time["type"]),
        value: word(&time["value"]),
        days: (|| Some((time["days"][0].as_str()?.parse().ok()?, time["days"][1].as_str()?.parse().ok()?)))(),
    };
    let ranges = line.get("ranges").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut found = Vec::new();
    let mut taken = vec![false; times.len()];
    for range in ranges {
        let at = |name: &str| range[name].as_u64().map(|at| at as usize).filter(|&at| at < times.len());
        if let (Some(from), Some(to)) = (at("from"), at("to")) {
            (taken[from], taken[to]) = (true, true);
            found.push(Found {
                place: place(range),
                from: single(&times[from]),
                to: Some(single(&times[to])),
            });
        }
    }
    for (time, _) in times.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        found.push(Found { place: place(time), from: single(time), to: None });
    }
    found
}

/// Whether the two places hold the same words but for leading ones.
fn same_words(case: &Case, want: &Expected, place: (usize, usize)) -> bool {
    let words = |from: usize, to: usize| -> String {
        case.input.chars().skip(from.min(to)).take(to.saturating_sub(from)).collect()
    };
    let idle = |text: String| {
        text.to_lowercase()
            .split(|char: char| !char.is_alphanumeric())
            .all(|word| word.is_empty() || LEADING.split_whitespace().any(|lead| lead == word))
    };
    let (a, b) = (want.place, place);
    idle(words(a.0, b.0.min(a.1)))
        && idle(words(b.0, a.0.min(b.1)))
        && idle(words(b.1.max(a.0), a.1))
        && idle(words(a.1.max(b.0), b.1))
}

/// "now" as an end of a range is the day of speech.
fn now(case: &Case, single: &Single) -> Single {
    let day: Option<Date> =
        case.reference.as_deref().and_then(|moment| moment.get(..10)).and_then(|day| day.parse().ok());
    match day {
        Some(day) if single.value == "PRESENT_REF" => Single { days: Some((day, day)), ..single.clone() },
        _ => single.clone(),
    }
}

fn same_value(case: &Case, want: &Expected, found: &Found) -> bool {
    if want.value.is_null() {
        return true;
    }
    readings(&want.value).iter().any(|reading| match &found.to {
        Some(to) => {
            is_range(reading, &found.from, &now(case, to)) || is_range(reading, &now(case, &found.from), to)
        }
        None => is_single(&want.text.to_lowercase(), &want.kind, reading, &found.from),
    })
}

fn readings(value: &Value) -> Vec<Reading> {
    let word = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(values) = value["values"].as_array() {
        let reading = |value: &Value| Reading {
            timex: word(&value["timex"]).unwrap_or_default(),
            value: word(&value["value"]).filter(|value| value != "not resolved"),
            start: word(&value["start"]),
            end: word(&value["end"]),
            modified: !value["Mod"].is_null(),
        };
        return values.iter().map(reading).collect();
    }
    let timex = word(&value["Timex"]).or(word(&value["timex"])).unwrap_or_default();
    let either = ["FutureResolution", "PastResolution"].into_iter().map(|side| {
        let pick = |names: &[&str]| names.iter().find_map(|name| word(&value[side][*name]));
        Reading {
            timex: timex.clone(),
            value: pick(&["date", "dateTime", "time", "duration", "set", "value"]),
            start: pick(&["startDate", "startDateTime", "startTime", "start"]),
            end: pick(&["endDate", "endDateTime", "endTime", "end"]),
            modified: !value["Mod"].is_null(),
        }
    });
    either.collect()
}

/// Units that TIMEX3 has an offset in.
const COARSE: &[&str] = &["week", "month", "year", "decade", "fortnight", "quarter"];

fn is_single(text: &str, kind: &str, reading: &Reading, found: &Single) -> bool {
    let value = found.value.as_str();
    match kind {
        "duration" => {
            seconds(value).is_some()
                && (seconds(value) == reading.value.as_ref().and_then(|value| value.parse().ok())
                    || seconds(value) == seconds(&reading.timex))
        }
        "set" => found.kind == "SET" && recurring(&reading.timex) == recurring(value),
        "time" | "timerange" => clock(value).is_some() && clock(value) == clock(&reading.timex),
        _ => {
            if reading.timex.ends_with("_REF") {
                return value == reading.timex;
            }
            let moment = reading.value.as_deref();
            // A length counted from the day of speech: TIMEX3 has it as the length that it is.
            if let Some(length) = reading.timex.strip_suffix(')').and_then(|timex| timex.rsplit(',').next())
                && found.kind == "DURATION"
            {
                return seconds(value).is_some() && seconds(value) == seconds(length);
            }
            let day = |text: &str| -> Option<Date> { text.get(..10)?.parse().ok() };
            // A clock time or a part of the day must be the same one.
            if clock(&reading.timex).is_some() || clock(value).is_some() {
                let date = moment.or(reading.start.as_deref()).or(reading.end.as_deref()).and_then(day);
                return clock(value) == clock(&reading.timex) && date.is_some() && date == day(value);
            }
            // "SU": a season of no year.
            if reading.timex.len() == 2 && value.ends_with(&format!("-{}", reading.timex)) {
                return true;
            }
            let Some((first, last)) = found.days else { return fits(&reading.timex, value) };
            let after = last.tomorrow().ok();
            if reading.modified {
                let near = |text: &Option<String>| {
                    let date = text.as_deref().and_then(day);
                    date.is_some() && (date == Some(first) || date == after || date == Some(last))
                };
                return near(&reading.start) || near(&reading.end) || moment.and_then(day) == Some(first);
            }
            match (moment, &reading.start, &reading.end) {
                // An offset of weeks, months or years is a day for the suite and that unit for TIMEX3.
                (Some(moment), ..) => day(moment).is_some_and(|day| {
                    first <= day
                        && day <= last
                        && (first == last || COARSE.iter().any(|unit| text.contains(unit)))
                }),
                (None, Some(start), Some(end)) => {
                    reading.timex == value
                        || day(start) == Some(first) && (day(end) == after || day(end) == Some(last))
                }
                (None, start, end) => {
                    start.as_deref().and_then(day).is_some_and(|day| day == first)
                        || end.as_deref().and_then(day).is_some_and(|day| Some(day) == after)
                        || fits(&reading.timex, value)
                }
            }
        }
    }
}

fn is_range(reading: &Reading, from: &Single, to: &Single) -> bool {
    let (Some(start), Some(end)) = (&reading.start, &reading.end) else { return false };
    let day = |text: &str| -> Option<Date> { text.get(..10)?.parse().ok() };
    let time = |text: &str| -> Option<String> {
        let time = if text.len() > 10 { text.get(11..16) } else { text.get(..5) };
        time.filter(|time| time.contains(':')).map(str::to_owned)
    };
    let same_time = |text: &str, single: &Single| match clock(&single.value) {
        None => time(text).is_none_or(|time| time == "00:00"),
        Some(clock) => time(text) == Some(clock),
    };
    let starts = match day(start) {
        None => true,
        Some(day) => from.days.is_some_and(|(first, _)| first == day),
    };
    let ends = match day(end) {
        None => true,
        Some(day) => to
            .days
            .is_some_and(|(first, last)| first == day || last == day || last.tomorrow().ok() == Some(day)),
    };
    starts && ends && same_time(start, from) && same_time(end, to)
}

/// The time in a value: "17:00" for "…T17" and "…T17:00:00", "MO" for "…TMO".
fn clock(value: &str) -> Option<String> {
    if value.starts_with('P') || value.starts_with('(') {
        return None;
    }
    let (_, time) = value.split_once('T')?;
    let time = time.trim_end_matches('Z');
    Some(match time.len() {
        2 if time.bytes().all(|byte| byte.is_ascii_digit()) => format!("{time}:00"),
        8.. => time.get(..5)?.to_owned(),
        _ => time.to_owned(),
    })
}

/// Whether `value` is `timex` where that has figures, its "X" standing for any.
fn fits(timex: &str, value: &str) -> bool {
    timex.len() == value.len()
        && timex.bytes().zip(value.bytes()).all(|(a, b)| a == b || (a == b'X' && b.is_ascii_digit()))
}

/// A length in seconds, with months of 30 and years of 365 days as the suite counts.
fn seconds(value: &str) -> Option<i64> {
    // A weekend is two days, "WE" in both.
    let value = value.replace("WE", "E");
    let mut total = 0.0;
    let mut number = String::new();
    let mut time = false;
    for char in value.strip_prefix('P')?.chars() {
        let unit = match (char, time) {
            ('T', _) => {
                time = true;
                continue;
            }
            ('0'..='9' | '.', _) => {
                number.push(char);
                continue;
            }
            ('Y', _) => 365.0 * 86_400.0,
            ('M', false) => 30.0 * 86_400.0,
            ('E', _) => 2.0 * 86_400.0,
            ('Q', _) => 90.0 * 86_400.0,
            ('W', _) => 7.0 * 86_400.0,
            ('D', _) => 86_400.0,
            ('H', _) => 3600.0,
            ('M', true) => 60.0,
            ('S', _) => 1.0,
            _ => return None,
        };
        total += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    (total > 0.0).then_some(total as i64)
}

/// One writing for what recurs: each unit as a length.
fn recurring(value: &str) -> String {
    let value = value.strip_prefix("XXXX-XX-XX").filter(|rest| rest.starts_with('T')).unwrap_or(value);
    match value.strip_suffix(":00").unwrap_or(value) {
        "XXXX-XX-XX" => "P1D",
        "XXXX-WXX" => "P1W",
        "XXXX-XX" => "P1M",
        "XXXX" => "P1Y",
        "P3M" => "P1Q",
        "XXXX-WXX-WE" => "P1WE",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// `times`: start, end, value and days of one expression.
    fn check(text: &str, kind: &str, value: Value, time: Value, held: bool) {
        let want = Expected { place: (3, text.len()), text: text.into(), kind: kind.into(), value };
        let case = Case {
            number: 1,
            spec: String::new(),
            input: text.into(),
            reference: None,
            results: vec![want],
            skipped: false,
        };
        let line = json!({"times": [time]});
        let lines = [("times".to_owned(), line.as_object().cloned().unwrap())].into();
        assert_eq!(holds(&case, &lines), held, "{text}");
    }

    #[test]
    fn judged_by_meaning() {
        let day = json!({"values": [{"timex": "XXXX-05-03", "value": "2019-05-03"}, {"timex": "XXXX-05-03", "value": "2020-05-03"}]});
        let time = |value: &str, last: &str| json!({"start": 3, "end": 8, "type": "DATE", "value": value, "days": [value, last]});
        check("on 3 May", "date", day.clone(), time("2020-05-03", "2020-05-03"), true);
        check("on 3 May", "date", day.clone(), time("2021-05-03", "2021-05-03"), false);
        check("on 3 May at noon", "date", day, time("2020-05-03", "2020-05-03"), false);
        let length = json!({"values": [{"timex": "PT1.5H", "value": "5400"}]});
        let hours = json!({"start": 3, "end": 20, "type": "DURATION", "value": "PT1H30M"});
        check("in one and a half hour", "duration", length, hours, false);
        assert_eq!((seconds("PT1.5H"), seconds("PT1H30M"), seconds("2020")), (Some(5400), Some(5400), None));
        assert_eq!(clock("2020-05-03T17:00:00"), clock("T17"));
        assert!(fits("XXXX-05", "2020-05") && !fits("XXXX-05", "2020-06"));
    }
}
