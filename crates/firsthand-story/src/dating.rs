//! When was a page published that does not say so?
//!
//! In: pages with what they say, and which of them are copies. Out: a [`Dating`] for each, with the
//! steps of the reasoning. Four ways, in this order: the page states it; the calendar (a weekday and
//! a day of the month that are one day, with a year from the page or from dated pages on the same
//! people); a dated copy of the same text; bounds from dates that the page tells as past, from how long ago
//! it says that they are, and from who holds an office.
//!
//! Office-holders are compared among the pages given; only where general knowledge is asked for, also with
//! a table of heads of state and government.
//!
//! Known gaps: no other general knowledge; the age of an event that the page doesn't date beside it ("twelve
//! years ago, when the bridge fell") bounds nothing.

use crate::page::{Page, day_number};
use crate::record::{Dating, DatingCertainty, Evidence};
use firsthand_claim::{ActorKind, Clue, Direction, Modality, When, know};
use firsthand_read::{Certainty, Stated};
use firsthand_stemma::Tracing;
use firsthand_text::Span;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// How far a page may lie from a dated page on the same people to take its year from it, in days.
/// A day of the month falls on the same weekday again after five years at the soonest, so anything
/// below half of that leaves one candidate.
const NEAR_ENOUGH: i64 = 550;

/// A bare weekday means a day of the same week, before or after: six days at most. (Of the 125
/// weekdays in the TimeBank news texts, six lie further off.)
const BARE_WEEKDAY: i32 = 6;

/// A page that tells of an older year and of no later one is about history, and the year bounds nothing
/// that anyone asks for.
const OLDEST: i16 = 1900;

/// Dates every page of `pages`; `tracing` tells which are copies, `know` whether general knowledge counts.
pub(crate) fn date_pages(pages: &[Page], tracing: &Tracing, know: bool) -> Vec<Dating> {
    let mut datings: Vec<Dating> = pages.iter().enumerate().map(|(at, page)| stated(at, page)).collect();
    // Copies first, so that a page dated through its sibling can lend its year to others; then the
    // calendar; then copies of what the calendar dated.
    for round in 0..2 {
        through_copies(pages, tracing, &mut datings);
        if round == 0 {
            by_calendar(pages, &mut datings);
        }
    }
    by_bounds(pages, &mut datings, know);
    datings
}

/// The day to reckon relative dates from; `None` when the dating is too wide for that.
pub(crate) fn anchor(dating: &Dating) -> Option<Date> {
    match dating.certainty {
        DatingCertainty::Stated | DatingCertainty::WorkedOut | DatingCertainty::ThroughCopies => {
            dating.earliest.as_deref().and_then(first_day)
        }
        DatingCertainty::Bounded | DatingCertainty::Unknown => None,
    }
}

/// The first day that an EDTF value of ours may mean.
pub(crate) fn first_day(edtf: &str) -> Option<Date> {
    let start = edtf.split('/').next()?.trim_end_matches('~');
    let padded = match start.len() {
        4 => format!("{start}-01-01"),
        7 => format!("{start}-01"),
        _ => start.to_string(),
    };
    padded.parse().ok()
}

fn unknown() -> Dating {
    Dating {
        earliest: None,
        latest: None,
        basis: "no date on the page, and nothing on it tells".into(),
        steps: Vec::new(),
        certainty: DatingCertainty::Unknown,
    }
}

fn stated(at: usize, page: &Page) -> Dating {
    // A guess is no statement; copies and the calendar may know better.
    let sure = |stated: &&Stated| stated.certainty > Certainty::Guess;
    let Some(stated) = page.article.published.as_ref().filter(sure) else { return unknown() };
    let evidence = stated.span.map(|span| Evidence { document: at, span }).into_iter().collect();
    let day = stated.date.to_string();
    Dating {
        earliest: Some(day.clone()),
        latest: Some(day),
        basis: stated.basis.clone(),
        steps: vec![(stated.basis.clone(), evidence)],
        certainty: DatingCertainty::Stated,
    }
}

/// Dates undated members of a family through its dated ones.
fn through_copies(pages: &[Page], tracing: &Tracing, datings: &mut [Dating]) {
    for family in &tracing.families {
        let dated: Vec<(usize, Date)> = family
            .witnesses
            .iter()
            .filter_map(|&at| anchor(&datings[at]).map(|day| (at, day)))
            .filter(|&(at, _)| datings[at].certainty != DatingCertainty::ThroughCopies)
            .collect();
        let Some(&(witness, day)) = dated.iter().min_by_key(|&&(at, day)| (day, at)) else { continue };
        for &at in &family.witnesses {
            if datings[at].certainty != DatingCertainty::Unknown {
                continue;
            }
            datings[at] = match shared_weekday(&pages[at], &pages[witness], day) {
                Some((said, here, there)) => {
                    let latest = said.saturating_add(BARE_WEEKDAY.days());
                    let mut evidence = pages[at].evidence(at, here);
                    evidence.extend(pages[witness].evidence(witness, there));
                    let name = weekday_name(said.weekday());
                    Dating {
                        earliest: Some(said.to_string()),
                        latest: Some(latest.to_string()),
                        basis: format!(
                            "shares its text with {{{witness}}}, which dates its {name} to {said}"
                        ),
                        steps: vec![
                            (format!("one text with {{{witness}}}, dated {day}"), Vec::new()),
                            (format!("the {name} of that text is {said}"), evidence),
                            (
                                "printed within a week of it, since it names the weekday alone".into(),
                                Vec::new(),
                            ),
                        ],
                        certainty: DatingCertainty::ThroughCopies,
                    }
                }
                None => Dating {
                    earliest: Some(format!("{day}~")),
                    latest: None,
                    basis: format!("shares its text with {{{witness}}}, dated {day}"),
                    steps: vec![(format!("one text with {{{witness}}}, dated {day}"), Vec::new())],
                    certainty: DatingCertainty::ThroughCopies,
                },
            };
        }
    }
}

/// The day of a past weekday that both pages name, reckoned from the day of the dated one.
fn shared_weekday(undated: &Page, dated: &Page, day: Date) -> Option<(Date, Span, Span)> {
    for when in &undated.claims.times {
        let Clue::Weekday(weekday, Direction::Past) = when.clue else { continue };
        for other in &dated.claims.times {
            let said = match other.clue {
                Clue::Weekday(w, Direction::Past) if w == weekday => last_weekday(day, weekday),
                // "Thursday 31 October" is the same day as the other page's "Thursday".
                _ => other
                    .days
                    .filter(|(first, last)| {
                        first == last
                            && *first <= day
                            && first.weekday().to_monday_one_offset() == weekday
                            && day_number(day) - day_number(*first) <= i64::from(BARE_WEEKDAY)
                    })
                    .map(|days| days.0),
            };
            if let Some(said) = said {
                return Some((said, when.span, other.span));
            }
        }
    }
    None
}

/// The latest day with that ISO weekday on or before `day`.
fn last_weekday(day: Date, weekday: i8) -> Option<Date> {
    let back = i32::from(day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    day.checked_sub(back.days()).ok()
}

/// Pages on which a coming weekday and a coming day of the month are the same day.
fn by_calendar(pages: &[Page], datings: &mut [Dating]) {
    let known: Vec<Option<Date>> = datings.iter().map(anchor).collect();
    for (at, page) in pages.iter().enumerate() {
        if datings[at].certainty == DatingCertainty::Unknown
            && let Some(dating) = calendar(at, page, pages, &known)
        {
            datings[at] = dating;
        }
    }
}

fn calendar(at: usize, page: &Page, pages: &[Page], known: &[Option<Date>]) -> Option<Dating> {
    let times = &page.claims.times;
    // "On Friday" somewhere, or beside the day itself: "Friday 17 January".
    let coming = one(times, |when| match when.clue {
        Clue::Weekday(weekday, Direction::Future) => Some(weekday),
        Clue::MonthDay(..) if is_to_come(when) => when.weekday,
        _ => None,
    })?;
    let day = one(times, |when| match when.clue {
        Clue::MonthDay(month, day) if is_to_come(when) => Some((month, day)),
        _ => None,
    })?;
    let (weekday, weekday_span) = coming;
    let ((month, month_day), day_span) = day;
    let years: Vec<i16> = (1950..2100)
        .filter(|&year| {
            Date::new(year, month, month_day).is_ok_and(|d| d.weekday().to_monday_one_offset() == weekday)
        })
        .collect();
    let name = weekday_name(Weekday::from_monday_one_offset(weekday).ok()?);
    let mut steps = vec![(format!("a coming {name}"), page.evidence(at, weekday_span))];
    steps.push((
        format!(
            "a coming {month_day} {}; it falls on a {name} once in five to eleven years",
            month_name(month)
        ),
        page.evidence(at, day_span),
    ));
    let near = |reference: Date| {
        years
            .iter()
            .filter_map(|&year| Date::new(year, month, month_day).ok())
            .filter(|day| (day_number(*day) - day_number(reference)).abs() <= NEAR_ENOUGH)
            .min_by_key(|day| (day_number(*day) - day_number(reference)).abs())
    };
    let due = if let Some((due, reason)) = year_of_page(page, &years, month, month_day) {
        steps.push((
            format!("not before {}, a past date that the page names", reason.1),
            page.evidence(at, reason.0),
        ));
        due
    } else {
        let neighbour = pages
            .iter()
            .enumerate()
            .filter(|&(other, _)| other != at)
            .filter_map(|(other, candidate)| Some((other, known[other]?, common_names(page, candidate))))
            .filter(|(_, _, names)| names.len() >= 2)
            .filter_map(|(other, reference, names)| Some((near(reference)?, other, reference, names)))
            .min_by_key(|&(due, other, reference, _)| {
                ((day_number(due) - day_number(reference)).abs(), other)
            })?;
        let (due, other, reference, names) = neighbour;
        steps.push((
            format!(
                "about the same people as {{{other}}}, dated {reference}: {}",
                names.into_iter().collect::<Vec<_>>().join(", ")
            ),
            Vec::new(),
        ));
        due
    };
    steps.push((format!("so {name} is {due}"), Vec::new()));
    let mut earliest = due.saturating_sub(BARE_WEEKDAY.days());
    if let Some((past, span)) = one(times, |when| match when.clue {
        Clue::Weekday(weekday, Direction::Past) => Some(weekday),
        _ => None,
    }) && let Some(said) = last_weekday(due, past)
        && said < due
    {
        let said_name = weekday_name(said.weekday());
        steps.push((format!("the {said_name} before it is {said}"), page.evidence(at, span)));
        earliest = said;
    }
    Some(Dating {
        earliest: Some(earliest.to_string()),
        latest: Some(due.to_string()),
        basis: format!("{name} and {month_day} {} are one day: {due}", month_name(month)),
        steps,
        certainty: DatingCertainty::WorkedOut,
    })
}

/// The first of `years` that is not before the latest past date of the page, if it is within
/// [`NEAR_ENOUGH`] of it.
fn year_of_page(page: &Page, years: &[i16], month: i8, day: i8) -> Option<(Date, (Span, String))> {
    let (span, last) = latest_past(page)?;
    let floor = first_day(&last)?;
    let due = years.iter().filter_map(|&year| Date::new(year, month, day).ok()).find(|day| *day >= floor)?;
    (day_number(due) - day_number(floor) <= NEAR_ENOUGH).then_some((due, (span, last)))
}

/// The only value that `pick` finds among `times`, with its first place; `None` when there are several.
fn one<T: PartialEq + Copy>(times: &[When], pick: impl Fn(&When) -> Option<T>) -> Option<(T, Span)> {
    let mut found: Option<(T, Span)> = None;
    for when in times {
        if let Some(value) = pick(when) {
            match found {
                Some((first, _)) if first != value => return None,
                Some(_) => {}
                None => found = Some((value, when.span)),
            }
        }
    }
    found
}

fn is_to_come(when: &When) -> bool {
    matches!(when.modality, Modality::Planned | Modality::Expected | Modality::Deadline)
}

/// People and organisations that a page names in full. Governments and places are too common to tell
/// one story from another.
pub(crate) fn names(page: &Page) -> BTreeSet<String> {
    page.claims
        .actors
        .iter()
        .filter(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::Organisation))
        .filter(|actor| actor.name.contains(' '))
        .map(|actor| actor.name.clone())
        .collect()
}

fn common_names(a: &Page, b: &Page) -> BTreeSet<String> {
    names(a).intersection(&names(b)).cloned().collect()
}

/// Bounds from past dates with their year, and from office-holders.
fn by_bounds(pages: &[Page], datings: &mut [Dating], know: bool) {
    let anchors: Vec<Option<Date>> = datings.iter().map(anchor).collect();
    for (at, page) in pages.iter().enumerate() {
        if datings[at].certainty != DatingCertainty::Unknown {
            continue;
        }
        let mut steps = Vec::new();
        let mut earliest = latest_past(page).map(|(span, value)| {
            steps.push((format!("tells {value} as past"), page.evidence(at, span)));
            value
        });
        let mut latest = office_bound(at, page, pages, &anchors, earliest.as_deref()).map(|(day, step)| {
            steps.push(step);
            day.to_string()
        });
        for age in ages(at, page) {
            let floor = earliest.as_deref().and_then(first_day);
            let ceiling = latest.as_deref().and_then(first_day);
            // What is further off than other bounds says nothing; what is against them is told of another.
            if floor.is_some_and(|floor| age.last < floor)
                || ceiling.is_some_and(|ceiling| age.first > ceiling)
            {
                continue;
            }
            if floor.is_none_or(|floor| age.first > floor) {
                earliest = Some(age.first.to_string());
            }
            if ceiling.is_none_or(|ceiling| age.last < ceiling) {
                latest = Some(age.last.to_string());
            }
            steps.push(age.step);
        }
        for term in if know { known_terms(at, page) } else { Vec::new() } {
            let floor = earliest.as_deref().and_then(first_day);
            let ceiling = latest.as_deref().and_then(first_day);
            if floor.is_none_or(|floor| term.since > floor) {
                earliest = Some(term.since.to_string());
                steps.push(term.began);
            }
            // A page that tells of later days looks back at its office-holder, who bounds nothing then.
            if let Some((next, step)) = term.ended
                && ceiling.is_none_or(|ceiling| next < ceiling)
                && earliest.as_deref().and_then(first_day).is_none_or(|floor| floor <= next)
            {
                latest = Some(next.to_string());
                steps.push(step);
            }
        }
        if earliest.is_none() && latest.is_none() {
            continue;
        }
        let basis: Vec<&str> = steps.iter().map(|step| step.0.as_str()).collect();
        datings[at] =
            Dating { basis: basis.join("; "), earliest, latest, steps, certainty: DatingCertainty::Bounded };
    }
}

/// The latest date with a year of its own that the page tells as past, as EDTF, with its words.
fn latest_past(page: &Page) -> Option<(Span, String)> {
    page.claims
        .times
        .iter()
        .filter(|when| when.modality == Modality::Happened)
        .filter(|when| when.days.is_none_or(|(first, _)| first.year() >= OLDEST))
        .filter_map(|when| {
            let value = match when.clue {
                Clue::Day(day) => day.to_string(),
                Clue::YearMonth(year, month) => format!("{year:04}-{month:02}"),
                Clue::Year(year) => format!("{year:04}"),
                _ => return None,
            };
            Some((when.span, value))
        })
        .max_by(|a, b| (first_day(&a.1), b.0).cmp(&(first_day(&b.1), a.0)))
}

type Step = (String, Vec<Evidence>);

/// When a page was written that says how long ago a date of its own is.
struct Age {
    first: Date,
    last: Date,
    step: Step,
}

/// Fewest years that tell an age: "a year ago" is said of anything.
const YEARS_AGO: i32 = 2;

/// Words between a date and its age when both are of one thing: "in 2011, twelve years ago", "twelve years ago, on
/// 3 May 2011".
const BESIDE: &[&str] = &["", ",", "in", "on", "(", "-", "–", "—", "back", "exactly", "just"];

/// What the page says of the age of its own dates. A year counts as so many years ago until the next
/// is full, so the page may be of the year that the count gives or of the one after.
fn ages(at: usize, page: &Page) -> Vec<Age> {
    let text = page.text();
    let pairs = page.claims.times.windows(2).filter_map(|pair| {
        let (dated, years) = match (stated_days(&pair[0]), stated_days(&pair[1]), pair[0].clue, pair[1].clue)
        {
            (Some(days), _, _, Clue::YearsAway(years)) | (_, Some(days), Clue::YearsAway(years), _) => {
                (days, -years)
            }
            _ => return None,
        };
        let gap = text.get(pair[0].span.end..pair[1].span.start)?;
        let exact = pair.iter().all(|when| when.modifier.is_none());
        let beside = gap.split_whitespace().all(|word| {
            let bare = word.trim_matches(',').to_lowercase();
            BESIDE.contains(&bare.as_str())
        });
        if years < YEARS_AGO || !exact || !beside {
            return None;
        }
        let first = dated.0.checked_add(years.years()).ok()?;
        let last = dated.1.checked_add((years + 1).years()).ok()?;
        let mut evidence = page.evidence(at, pair[0].span);
        evidence.extend(page.evidence(at, pair[1].span));
        let told = pair.iter().map(|when| when.span.of(text)).collect::<Vec<_>>().join(" / ");
        Some(Age {
            first, last, step: (format!("tells “{told}”, so it is of {first} to {last}"), evidence)
        })
    });
    pairs.collect()
}

/// The days of a date with a year of its own.
fn stated_days(when: &When) -> Option<(Date, Date)> {
    matches!(when.clue, Clue::Day(_) | Clue::YearMonth(..) | Clue::Year(_)).then_some(when.days)?
}

/// When someone whom a page names with an office held it, by general knowledge.
struct KnownTerm {
    since: Date,
    began: Step,
    /// The day by which it was over, where that is known.
    ended: Option<(Date, Step)>,
}

/// The terms of heads of state and government whom `page` names with their office and state, in order of
/// mention. Several terms of one person count from the first to the last.
fn known_terms(at: usize, page: &Page) -> Vec<KnownTerm> {
    let people = page.claims.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
    let term = |actor: &firsthand_claim::Actor| {
        let (role, country) = office(actor)?;
        let same = |term: &&know::Term| {
            term.title.eq_ignore_ascii_case(&role)
                && actor.name.split([' ', '-']).any(|word| word.eq_ignore_ascii_case(term.surname))
        };
        let terms: Vec<&know::Term> = know::terms_of(country).filter(same).collect();
        let since = terms.iter().map(|term| term.since).min()?;
        let next = terms.iter().map(|term| term.next).collect::<Option<Vec<Date>>>();
        let next = next.and_then(|days| days.into_iter().max());
        let evidence = || actor.forms.first().map(|&span| page.evidence(at, span)).unwrap_or_default();
        let began = format!("general knowledge: {} is {role} ({country}) since {since}", actor.name);
        let ended = next.map(|next| {
            let step = format!("general knowledge: {} was succeeded as {role} by {next}", actor.name);
            (next, (step, evidence()))
        });
        Some(KnownTerm { since, began: (began, evidence()), ended })
    };
    people.filter_map(term).collect()
}

/// Someone holds an office on this page, someone else on a dated one; and this page tells of its own
/// holder at a date before that. Then this page is the earlier one, unless the office went back.
fn office_bound(
    at: usize,
    page: &Page,
    pages: &[Page],
    anchors: &[Option<Date>],
    earliest: Option<&str>,
) -> Option<(Date, Step)> {
    let floor = first_day(earliest?)?;
    let mut best: Option<(Date, Step)> = None;
    for mine in page.claims.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
        let Some((role, country)) = office(mine) else { continue };
        for (other, candidate) in pages.iter().enumerate() {
            let Some(day) = anchors[other].filter(|day| *day > floor && other != at) else { continue };
            let successor = candidate.claims.actors.iter().find(|actor| {
                office(actor).is_some_and(|(r, c)| r == role && c == country)
                    && last_word(&actor.name) != last_word(&mine.name)
            });
            let Some(theirs) = successor else { continue };
            if best.as_ref().is_some_and(|(known, _)| *known <= day) {
                continue;
            }
            let mut evidence: Vec<Evidence> =
                mine.forms.first().map(|&span| page.evidence(at, span)).unwrap_or_default();
            evidence.extend(
                theirs.forms.first().map(|&span| candidate.evidence(other, span)).unwrap_or_default(),
            );
            let reason = format!(
                "{} is {role} here and {} in {{{other}}}, dated {day}, so this is earlier",
                mine.name, theirs.name
            );
            best = Some((day, (reason, evidence)));
        }
    }
    best
}

/// Role and country of an office that one person holds at a time: head of state or government,
/// minister. "Official" or "leader" of something is none.
pub(crate) fn office(actor: &firsthand_claim::Actor) -> Option<(String, &str)> {
    const SINGLE: [&str; 9] = [
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "foreign minister",
        "defence minister",
        "secretary of state",
    ];
    let role = actor.role.as_deref()?.to_lowercase();
    let country = actor.country.as_deref()?;
    SINGLE.contains(&role.as_str()).then_some((role, country))
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_lowercase()
}

fn weekday_name(weekday: Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[weekday.to_monday_zero_offset() as usize % 7]
}

/// English name of month 1 to 12.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(month - 1).rem_euclid(12) as usize]
}
