//! What happened when: dated sentences of all pages, copies told once.

use crate::actor::Cast;
use crate::pile::{Pile, content_words, overlap, tidy};
use crate::record::TimelineEntry;
use firsthand_claim::{EventType, Modality, When, WhenKind};
use firsthand_text::Span;
use jiff::civil::Date;

/// Least share of content words for sentences of different accounts, with the same date, to tell the
/// same event.
const SAME_EVENT: f32 = 0.5;

/// `first..=last` as EDTF at the precision that it has: a year, a month, a day, or an interval.
pub(crate) fn edtf(first: Date, last: Date) -> String {
    if first == last {
        return first.to_string();
    }
    let whole_month = first.day() == 1 && last == first.last_of_month();
    if whole_month {
        return format!("{:04}-{:02}", first.year(), first.month());
    }
    if first == first.first_of_year() && last == first.last_of_year() {
        return format!("{:04}", first.year());
    }
    format!("{first}/{last}")
}

#[derive(Debug)]
struct Told {
    date: String,
    modality: Modality,
    place: Option<usize>,
    account: usize,
    words: Vec<String>,
    basis: String,
    evidence: Vec<(usize, Span)>,
    time: Vec<(usize, Span)>,
    event: Option<(EventType, Vec<usize>, Vec<usize>)>,
}

/// The dated sentences of all pages, by date.
pub(crate) fn timeline(pile: &Pile, cast: &Cast) -> Vec<TimelineEntry> {
    let mut told: Vec<Told> = Vec::new();
    for (at, page) in pile.pages.iter().enumerate() {
        for when in page.claims.times.iter().filter(|when| when.kind == WhenKind::Date) {
            let Some((date, modality)) = dated(page.anchor, when) else { continue };
            let sentence = page.sentence_of(when.span);
            let place = pile.place(at, sentence);
            let words = content_words(page, sentence);
            let same = told.iter().position(|other| {
                other.date == date
                    && mood(other.modality) == mood(modality)
                    && if other.account == page.account && place.is_some() {
                        other.place == place
                    } else {
                        overlap(&other.words, &words) >= SAME_EVENT
                    }
            });
            match same {
                Some(same) => {
                    let known = &mut told[same];
                    if !known.evidence.contains(&(at, sentence)) {
                        known.evidence.push((at, sentence));
                    }
                    known.time.push((at, when.span));
                    known.event = known.event.take().or_else(|| event_in(pile, cast, at, sentence));
                }
                None => told.push(Told {
                    date,
                    modality,
                    place,
                    account: page.account,
                    words,
                    basis: when.basis.clone(),
                    evidence: vec![(at, sentence)],
                    time: vec![(at, when.span)],
                    event: event_in(pile, cast, at, sentence),
                }),
            }
        }
    }
    told.sort_by(|a, b| (&a.date, a.evidence[0]).cmp(&(&b.date, b.evidence[0])));
    told.into_iter()
        .enumerate()
        .map(|(number, told)| TimelineEntry {
            id: format!("v{}", number + 1),
            date: told.date,
            modality: told.modality,
            event: told.event,
            basis: told.basis,
            accounts: pile.count_accounts(told.evidence.iter().map(|place| place.0)),
            evidence: told.evidence.iter().flat_map(|&(at, span)| pile.evidence(at, span)).collect(),
            time_evidence: tidy(told.time.iter().flat_map(|&(at, span)| pile.evidence(at, span)).collect()),
        })
        .collect()
}

/// What may be told of one event in several words: that it happened, is to come, or neither.
fn mood(modality: Modality) -> u8 {
    match modality {
        Modality::Happened | Modality::Reported => 0,
        Modality::Planned | Modality::Expected | Modality::Deadline => 1,
        Modality::Denied => 2,
        Modality::Conditional => 3,
    }
}

/// The date that a time expression gives, as EDTF, with its modality; `None` when it has none. A day
/// after that of publication has not happened, whatever the verb says.
fn dated(published: Option<Date>, when: &When) -> Option<(String, Modality)> {
    let (first, last) = when.days?;
    let ahead = published.is_some_and(|day| first > day);
    let modality =
        if ahead && when.modality == Modality::Happened { Modality::Planned } else { when.modality };
    Some((edtf(first, last), modality))
}

fn event_in(
    pile: &Pile,
    cast: &Cast,
    at: usize,
    sentence: Span,
) -> Option<(EventType, Vec<usize>, Vec<usize>)> {
    let page = &pile.pages[at];
    let event = page.claims.events.iter().find(|event| event.sentence.overlaps(sentence))?;
    let entries = |local: &[usize]| local.iter().filter_map(|&actor| cast.of[at][actor]).collect::<Vec<_>>();
    Some((event.kind, entries(&event.actors), entries(&event.recipients)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn precision_shows() {
        assert_eq!(edtf(date(2023, 6, 1), date(2023, 6, 30)), "2023-06");
        assert_eq!(edtf(date(2023, 1, 1), date(2023, 12, 31)), "2023");
        assert_eq!(edtf(date(2023, 2, 3), date(2023, 2, 3)), "2023-02-03");
        assert_eq!(edtf(date(2023, 2, 3), date(2023, 2, 9)), "2023-02-03/2023-02-09");
    }
}
