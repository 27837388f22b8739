//! Numbers with what they count, across pages; and which of two figures are against each other.

use crate::pile::{Likeness, Pile, content_words, overlap, tidy};
use crate::record::{QuantityEntry, Statement};
use firsthand_claim::{Approximation, Decimal, Quantity};
use firsthand_text::Span;

/// A quantity at work.
#[derive(Debug)]
pub(crate) struct Counted {
    /// Pages and their quantities.
    pub(crate) places: Vec<(usize, usize)>,
    /// Content words of the sentence of the first place.
    pub(crate) words: Vec<String>,
    place: Option<usize>,
}

/// Joins the quantities of all pages: the same number of the same thing in one place of copied text,
/// or in sentences that share half their content.
pub(crate) fn join(pile: &Pile) -> Vec<Counted> {
    let mut found: Vec<Counted> = Vec::new();
    let mut likeness = Likeness::default();
    for (at, page) in pile.pages.iter().enumerate() {
        for (number, quantity) in page.claims.quantities.iter().enumerate() {
            let sentence = page.sentence_of(quantity.span);
            let place = pile.place(at, sentence);
            let words = content_words(page, sentence);
            let same = likeness.candidates(place, &words).into_iter().find(|&candidate| {
                let known = &found[candidate];
                let (other_at, other) = known.places[0];
                let other_page = &pile.pages[other_at];
                let theirs = &other_page.claims.quantities[other];
                theirs.value == quantity.value
                    && theirs.upper == quantity.upper
                    && head(&theirs.unit) == head(&quantity.unit)
                    && if other_page.account == page.account && place.is_some() {
                        known.place == place
                    } else {
                        overlap(&known.words, &words) >= 0.5
                    }
            });
            match same {
                Some(same) => found[same].places.push((at, number)),
                None => {
                    likeness.insert(found.len(), place, &words);
                    found.push(Counted { places: vec![(at, number)], words, place });
                }
            }
        }
    }
    found
}

/// The quantities as the record has them, in order of the joined ones.
pub(crate) fn quantities(pile: &Pile, joined: &[Counted]) -> Vec<QuantityEntry> {
    joined
        .iter()
        .enumerate()
        .map(|(number, counted)| {
            let quantity = first(pile, counted);
            QuantityEntry {
                id: format!("n{}", number + 1),
                value: nearest(quantity.value),
                upper: quantity.upper.map(nearest),
                unit: quantity.unit.clone(),
                approximation: quantity.approximation,
                by: counted.places.iter().find_map(|&(at, number)| {
                    said_by(pile, at, pile.pages[at].claims.quantities[number].span)
                }),
                evidence: tidy(
                    counted
                        .places
                        .iter()
                        .flat_map(|&(at, number)| {
                            pile.evidence(at, pile.pages[at].claims.quantities[number].span)
                        })
                        .collect(),
                ),
            }
        })
        .collect()
}

/// The number as the record has it: the nearest one of 64 bits.
fn nearest(value: Decimal) -> f64 {
    f64::try_from(value).unwrap_or_default()
}

/// The quantity in its first place.
pub(crate) fn first<'p>(pile: &'p Pile, counted: &Counted) -> &'p Quantity {
    let (at, number) = counted.places[0];
    &pile.pages[at].claims.quantities[number]
}

/// The statement whose content holds `span` of page `at`, the narrowest one.
pub(crate) fn said_by(pile: &Pile, at: usize, span: Span) -> Option<usize> {
    let page = &pile.pages[at];
    pile.said_on[at]
        .iter()
        .filter_map(|&(statement, attribution)| {
            let content = &page.claims.attributions[attribution].content;
            let inside = content.iter().find(|content| content.overlaps(span))?;
            Some((inside.len(), statement))
        })
        .min()
        .map(|(_, statement)| statement)
}

/// The head of a unit: its last word, in the singular as far as a final "s" tells.
pub(crate) fn head(unit: &str) -> String {
    let last = unit.rsplit(' ').next().unwrap_or(unit).to_lowercase();
    last.strip_suffix('s').map(str::to_string).unwrap_or(last)
}

/// Whether two figures can both be right as they are meant: one vaguer than the other and not against
/// it.
pub(crate) fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let range = |q: &Quantity| -> (f64, f64) {
        let (low, high) = (nearest(q.value), nearest(q.upper.unwrap_or(q.value)));
        match q.approximation {
            Approximation::Exact => (low, high),
            // "Some 300" is said of anything that rounds to it.
            Approximation::About => (low * 0.8, high * 1.25),
            Approximation::AtLeast | Approximation::MoreThan => (low, f64::INFINITY),
            Approximation::AtMost | Approximation::LessThan => (0.0, high),
            // "Thousands" has been printed of anything from 2,000 to many tens of thousands.
            Approximation::OrderOfMagnitude => (low, f64::INFINITY),
        }
    };
    let ((low_a, high_a), (low_b, high_b)) = (range(a), range(b));
    low_a <= high_b && low_b <= high_a
}

/// Who says a quantity, by statement.
pub(crate) fn speaker_of<'s>(entry: &QuantityEntry, statements: &'s [Statement]) -> Option<&'s str> {
    entry.by.and_then(|by| statements[by].speaker.as_ref()).map(|speaker| speaker.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(words: &str) -> Quantity {
        firsthand_claim::quantities(words, &[]).remove(0)
    }

    #[test]
    fn vague_figures_are_not_against_exact_ones() {
        let check = |a, b, want| assert_eq!(compatible(&quantity(a), &quantity(b)), want, "{a}, {b}");
        check("about 10,000 people", "thousands of people", true);
        check("12 people", "19 people", false);
        check("more than 40 people", "19 people", false);
        check("at least 40 people", "40 people", true);
        check("up to 40 people", "45 people", false);
        check("some 300 people", "312 people", true);
    }
}
