//! Weighs the dates of a page against each other.
//!
//! In: candidates, and the clock of the page's country. Out: publication and change. The weights of
//! candidates for one day add up, one for each source; the heaviest day wins. A time in UTC speaks
//! for the neighbouring day too when the page's own clock may have shown that day: page software
//! stamps in UTC, while newsrooms print, and put into addresses, the day that they live in.

use super::{Candidate, Source};
use crate::stated::is_utc;
use crate::{Certainty, Stated};
use jiff::ToSpan;
use jiff::civil::Date;

/// What is known of the time and place a page was made in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Clock {
    /// Hours from UTC between which the page's zone lies.
    pub(crate) zone: (i8, i8),
    /// The day of the capture (UTC), where known.
    pub(crate) captured: Option<Date>,
    /// Year and month in the address.
    pub(crate) month: Option<(i16, i8)>,
}

impl Default for Clock {
    fn default() -> Clock {
        Clock { zone: (-10, 13), captured: None, month: None }
    }
}

/// What a time in UTC says for the neighbouring day when the page's own clock may have shown it.
const MAYBE_SHIFTED: f32 = 0.6;

/// What it says for the neighbouring day when every clock of the page's country showed that one. Less
/// than for its own day, for much page software stamps its own time and calls it UTC.
const SURELY_SHIFTED: f32 = 0.8;

/// What the month in the address adds to a day within it.
const MONTH_FITS: f32 = 1.5;

/// The first year of the web: an earlier date is a birthday or a mistake of page software.
const FIRST_YEAR: i16 = 1991;

/// Sum of weights from which a date is certain: one statement made for machines, or a printed date
/// that the address or another place confirms.
const CERTAIN: f32 = 5.0;

/// Sum of weights from which a date is probable: a printed date, a full date in the address.
const PROBABLE: f32 = 2.5;

/// How much heavier than any other day a certain one is.
const CLEAR: f32 = 1.5;

/// Weight from which a statement of publication rules out an unlabelled date that is the day of a change.
const STATEMENT: f32 = 4.0;

/// Whether a page may have been published on a day: the web is older, and the capture younger, by a
/// day at most, for clocks differ.
pub(crate) fn is_possible(date: Date, captured: Option<Date>) -> bool {
    let latest = captured.and_then(|day| day.checked_add(1.day()).ok());
    date.year() >= FIRST_YEAR && latest.is_none_or(|latest| date <= latest)
}

/// Publication and last change by all that the page says.
pub(crate) fn weigh(candidates: &[Candidate], clock: &Clock) -> (Option<Stated>, Option<Stated>) {
    let possible = |candidate: &&Candidate| is_possible(candidate.date, clock.captured);
    let all: Vec<&Candidate> = candidates.iter().filter(possible).collect();
    let changes: Vec<&Candidate> = all.iter().filter(|candidate| candidate.change).copied().collect();
    let mut firsts: Vec<&Candidate> = all.iter().filter(|candidate| !candidate.change).copied().collect();
    // A printed date without a label that is the day of the change stated for machines is that change.
    let stated = |candidate: &&&Candidate| {
        candidate.weight >= STATEMENT && matches!(candidate.source, Source::Linked | Source::Meta)
    };
    if let Some(strongest) =
        firsts.iter().filter(stated).max_by(|a, b| a.weight.total_cmp(&b.weight)).copied()
    {
        firsts.retain(|candidate| {
            let open =
                matches!(candidate.source, Source::Line | Source::Time | Source::MetaDate | Source::State);
            let change =
                changes.iter().any(|change| change.date == candidate.date && change.span != candidate.span);
            let near = votes(strongest, clock).iter().any(|(day, _)| *day == candidate.date);
            !(open && change && !near && candidate.date > strongest.date)
        });
    }
    let doubted = doubted(&firsts, &changes);
    let published = heaviest(&doubted.iter().collect::<Vec<_>>(), clock);
    let day = published.as_ref().map(|stated| stated.date);
    // A change before publication is a slip of page software.
    let modified = changes
        .iter()
        .filter(|change| day.is_none_or(|day| change.date >= day || is_near(change.date, day)))
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.date.cmp(&a.date)))
        .map(|change| Stated {
            date: change.date,
            time: change.time.clone(),
            basis: change.basis.clone(),
            span: change.span,
            certainty: certainty(change.weight, f32::MAX),
        });
    (published, modified)
}

/// The candidates for publication, less sure of those that the page's own print speaks against.
///
/// A stamp of publication that isn't before the stamp of change is renewed with each change by much
/// page software; an earlier date printed beside the headline is the first one. What page software
/// calls only "date" may be the day of a change as well.
fn doubted(firsts: &[&Candidate], changes: &[&Candidate]) -> Vec<Candidate> {
    let printed = |weight: f32, before: Date| {
        firsts.iter().any(|line| {
            line.source == Source::Line
                && line.weight >= weight
                && line.date < before
                && !is_near(line.date, before)
        })
    };
    let mut found: Vec<Candidate> = firsts.iter().map(|candidate| (*candidate).clone()).collect();
    for candidate in &mut found {
        let renewed = candidate.source == Source::Linked
            && changes.iter().any(|change| change.source == Source::Linked && change.date <= candidate.date);
        let doubt = match candidate.source {
            Source::Linked if renewed && printed(BESIDE, candidate.date) => RENEWED,
            Source::MetaDate if printed(NEAR, candidate.date) => ONLY_DATE,
            _ => 1.0,
        };
        candidate.weight *= doubt;
    }
    found
}

/// Weights from which a printed date stands beside the headline, or near it.
const BESIDE: f32 = 4.0;
const NEAR: f32 = 1.0;

/// What is left of a stamp that is renewed with each change, and of one called only "date", where an
/// earlier date is printed.
const RENEWED: f32 = 0.6;
const ONLY_DATE: f32 = 0.5;

fn is_near(one: Date, other: Date) -> bool {
    one.checked_add(1.day()).is_ok_and(|next| next == other)
}

/// The day that the candidates speak for most.
fn heaviest(candidates: &[&Candidate], clock: &Clock) -> Option<Stated> {
    // (day, source, weight), the best of each source and day.
    let mut best: Vec<(Date, Source, f32)> = Vec::new();
    for candidate in candidates {
        for (day, weight) in votes(candidate, clock) {
            match best.iter_mut().find(|(known, source, _)| *known == day && *source == candidate.source) {
                Some(known) => known.2 = known.2.max(weight),
                None => best.push((day, candidate.source, weight)),
            }
        }
    }
    let mut days: Vec<(Date, f32)> = Vec::new();
    for (day, _, weight) in &best {
        match days.iter_mut().find(|(known, _)| known == day) {
            Some(known) => known.1 += weight,
            None => days.push((*day, *weight)),
        }
    }
    for (day, weight) in &mut days {
        let by_address = best.iter().any(|(known, source, _)| known == day && *source == Source::Address);
        if !by_address && clock.month == Some((day.year(), day.month())) {
            *weight += MONTH_FITS;
        }
    }
    // Of two that weigh the same the earlier is the publication.
    days.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (day, weight) = *days.first()?;
    let margin = days.get(1).map_or(f32::MAX, |(_, second)| weight - second);
    let own = |candidate: &&&Candidate| candidate.date == day;
    let heavier =
        |a: &&&Candidate, b: &&&Candidate| a.weight.total_cmp(&b.weight).then(b.source.cmp(&a.source));
    let reason = candidates.iter().filter(own).max_by(heavier);
    let stamp = candidates
        .iter()
        .filter(|candidate| candidate.time.is_some())
        .filter(|candidate| votes(candidate, clock).iter().any(|(voted, _)| *voted == day))
        .max_by(|a, b| own(a).cmp(&own(b)).then(heavier(a, b)));
    let reason = reason.or(stamp)?;
    let time = stamp.and_then(|stamp| {
        let time = stamp.time.as_deref()?;
        Some(if stamp.date == day { time.to_owned() } else { format!("{}T{time}", stamp.date) })
    });
    let basis = reason.basis.clone();
    Some(Stated { date: day, time, basis, span: reason.span, certainty: certainty(weight, margin) })
}

fn certainty(weight: f32, margin: f32) -> Certainty {
    if weight >= CERTAIN && margin >= CLEAR {
        Certainty::Certain
    } else if weight >= PROBABLE {
        Certainty::Probable
    } else {
        Certainty::Guess
    }
}

/// The days that a candidate speaks for, and how much.
fn votes(candidate: &Candidate, clock: &Clock) -> Vec<(Date, f32)> {
    let own = (candidate.date, candidate.weight);
    let Some(hour) = candidate.time.as_deref().filter(|time| is_utc(time)).and_then(hour) else {
        return vec![own];
    };
    let shift = |offset: i8| (hour + offset).div_euclid(24);
    let (least, most) = (shift(clock.zone.0), shift(clock.zone.1));
    let day = |days: i8| candidate.date.checked_add(i64::from(days).days()).ok();
    match (least, most) {
        (0, 0) => vec![own],
        (a, b) if a == b => match day(a) {
            Some(local) => vec![own, (local, own.1 * SURELY_SHIFTED)],
            None => vec![own],
        },
        _ => {
            let mut found = vec![own];
            for days in [least, most] {
                found.extend(day(days).filter(|_| days != 0).map(|day| (day, own.1 * MAYBE_SHIFTED)));
            }
            found
        }
    }
}

/// The hour of a time of day as written, on 24 hours.
fn hour(time: &str) -> Option<i8> {
    let digits: &str = time.split(|c: char| !c.is_ascii_digit()).next()?;
    let hour: i8 = digits.parse().ok().filter(|hour| (0..24).contains(hour))?;
    let lower = time.to_ascii_lowercase();
    Some(if lower.contains("pm") && hour < 12 { hour + 12 } else { hour })
}
