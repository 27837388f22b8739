//! How likely each text is to be the one that was copied.
//!
//! In: what speaks for and against each possible exemplar of a copy (its signs). Out: a probability for
//! each. The model is a conditional logit: of all that the copy may have been taken from (a version of
//! the agency's text, another member of the family, a text that nobody holds) each has odds, `e` to the
//! sum of its signs' weights, and its probability is its share of all odds.
//!
//! The weights are fitted on synthetic wire copy; what they reach on sets that they were not fitted on is
//! printed by the `copies` program of the evals, which also fits them.

use crate::stemma::Exemplar;

/// The signs, by name and weight. A sign that is not there counts nothing.
pub const SIGNS: [(&str, f32); COUNT] = [
    ("agency", 1.079),
    ("agency: a later version", -0.959),
    ("agency: dated later than the copy", 0.121),
    ("agency: not known to be earlier", 0.699),
    ("agency: both times known to the minute", 1.496),
    ("agency: words beyond it, at most 60", -0.038),
    ("agency: logarithm of words beyond it", -0.316),
    ("agency: more than a few words beyond it", -0.740),
    ("logarithm of the minutes between the two", 0.010),
    ("its square, in tenths", -0.288),
    ("member", 0.007),
    ("member: logarithm of the family's size", -0.846),
    ("member: dated later than the copy", -1.776),
    ("member: not known to be earlier", -0.053),
    ("member: both times known to the minute", 1.184),
    ("member: words beyond it, at most 60", -0.064),
    ("member: logarithm of words beyond it", -0.353),
    ("member: no change in common", -1.516),
    ("member: weight of the changes in common", 0.179),
    ("member: changes in common", -0.075),
    ("member: no change of it undone", 0.836),
    ("member: weight of the paragraphs in common", 0.251),
    ("member: paragraphs in common", 0.239),
    ("member: paragraphs undone, at most 6", -0.152),
    ("member: no paragraph undone", 1.148),
    ("member: weight of ending at the same place", 0.591),
    ("member: first and whole", -0.050),
    ("no agency: member", -1.086),
    ("no agency: logarithm of the family's size", 0.014),
    ("no agency: no change in common", 0.796),
    ("no agency: weight of the changes in common", 0.093),
    ("no agency: changes in common", -0.033),
    ("no agency: weight of the paragraphs in common", 0.243),
    ("no agency: weight of ending at the same place", 0.058),
    ("no agency: logarithm of words beyond it", 0.187),
    ("lost, though an agency's text is at hand", -4.334),
    ("lost", 1.086),
    ("lost: logarithm of the family's size", -0.014),
    ("lost: the copy credits a text", -0.263),
];

/// How many signs there are.
const COUNT: usize = 39;

/// The signs of one possible exemplar, in order of [`SIGNS`].
pub type Signs = [f32; COUNT];

/// The texts that one copy may have been taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Possible {
    /// The copy.
    pub copy: usize,
    /// Each with how many texts it stands for (1 but in large families, of which some are weighed for
    /// the rest) and its signs. The last is the text that nobody holds.
    pub exemplars: Vec<(Exemplar, f32, Signs)>,
}

impl Possible {
    /// For each of them the odds, and the share of all odds: its probability.
    pub(crate) fn probabilities(&self) -> Vec<f32> {
        let odds = self.exemplars.iter().map(|(_, _, signs)| log_odds(signs));
        let odds: Vec<f32> = odds.collect();
        let most = odds.iter().copied().fold(f32::MIN, f32::max);
        let all: f32 = self.exemplars.iter().zip(&odds).map(|(one, odds)| one.1 * (odds - most).exp()).sum();
        odds.iter().map(|odds| (odds - most).exp() / all).collect()
    }
}

/// When one text was published, seen from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Before {
    /// So many minutes before it.
    Minutes(f32),
    /// Earlier, by how much is not known.
    Earlier,
    /// Not known.
    Unknown,
    /// Later.
    Later,
}

/// What is known of a member as an exemplar.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub(crate) struct Shared {
    /// The member that may be the exemplar, by rank.
    pub(crate) exemplar: usize,
    /// Weight of the changes that both have.
    pub(crate) weight: f32,
    /// How many those are.
    pub(crate) count: u32,
    /// The exemplar's changes that the copy has not, though it has the words on both sides.
    pub(crate) undone: u32,
    /// Weight of the paragraphs that both begin, or run on, where it is not usual.
    pub(crate) paragraph_weight: f32,
    /// How many those are.
    pub(crate) paragraphs: u32,
    /// Those of the exemplar that the copy has not.
    pub(crate) paragraphs_undone: u32,
    /// Weight of both ending at the same place of the common text; 0 when they don't.
    pub(crate) end_weight: f32,
    /// Words of the copy that others have and the exemplar has not.
    pub(crate) beyond: u32,
}

/// Words beyond a version of the agency's text that may still be chance.
const FEW_BEYOND: u32 = 3;

/// Words beyond a text after which more of them make no difference.
const MOST_BEYOND: u32 = 60;

/// Paragraphs undone after which more of them make no difference.
const MOST_UNDONE: u32 = 6;

/// The signs of an agency's version: whether it is a later one, its date, and the words of the copy that
/// it lacks and others have.
pub(crate) fn of_agency(later_version: bool, before: Before, beyond: u32) -> Signs {
    let (later, unknown, known, minutes) = times(before);
    let mut signs = [0.0; COUNT];
    signs[..10].copy_from_slice(&[
        1.0,
        one(later_version),
        later,
        unknown,
        known,
        beyond.min(MOST_BEYOND) as f32,
        (beyond as f32).ln_1p(),
        one(beyond > FEW_BEYOND),
        minutes,
        minutes * minutes / 10.0,
    ]);
    signs
}

/// The signs of a member of a family of `size`; `has_agency` when an agency's text is in the family,
/// `is_first` when the member is the first of all and has all that they share.
pub(crate) fn of_member(
    shared: &Shared,
    before: Before,
    size: usize,
    has_agency: bool,
    is_first: bool,
) -> Signs {
    let (later, unknown, known, minutes) = times(before);
    let size = (size as f32).ln();
    let beyond = (shared.beyond as f32).ln_1p();
    let none = one(shared.count == 0);
    let mut signs = [0.0; COUNT];
    signs[8..27].copy_from_slice(&[
        minutes,
        minutes * minutes / 10.0,
        1.0,
        size,
        later,
        unknown,
        known,
        shared.beyond.min(MOST_BEYOND) as f32,
        beyond,
        none,
        shared.weight,
        shared.count as f32,
        one(shared.undone == 0),
        shared.paragraph_weight,
        shared.paragraphs as f32,
        shared.paragraphs_undone.min(MOST_UNDONE) as f32,
        one(shared.paragraphs_undone == 0),
        shared.end_weight,
        one(is_first),
    ]);
    if !has_agency {
        signs[27..35].copy_from_slice(&[
            1.0,
            size,
            none,
            shared.weight,
            shared.count as f32,
            shared.paragraph_weight,
            shared.end_weight,
            beyond,
        ]);
    }
    signs
}

/// The signs of a text that nobody holds.
pub(crate) fn of_lost(size: usize, has_agency: bool, credits: bool) -> Signs {
    let mut signs = [0.0; COUNT];
    if has_agency {
        signs[35] = 1.0;
    } else {
        signs[36..].copy_from_slice(&[1.0, (size as f32).ln(), one(credits)]);
    }
    signs
}

/// The logarithm of the odds.
pub(crate) fn log_odds(signs: &Signs) -> f32 {
    signs.iter().zip(&SIGNS).map(|(sign, (_, weight))| sign * weight).sum()
}

/// As signs: later, not known, known to the minute, logarithm of the minutes.
fn times(before: Before) -> (f32, f32, f32, f32) {
    match before {
        Before::Minutes(minutes) => (0.0, 0.0, 1.0, minutes.max(1.0).ln()),
        Before::Earlier => (0.0, 0.0, 0.0, 0.0),
        Before::Unknown => (0.0, 1.0, 0.0, 0.0),
        Before::Later => (1.0, 0.0, 0.0, 0.0),
    }
}

fn one(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(shared: Shared, before: Before) -> f32 {
        log_odds(&of_member(&shared, before, 5, false, false))
    }

    #[test]
    fn each_sign_has_a_name_of_its_own() {
        let mut names: Vec<&str> = SIGNS.iter().map(|sign| sign.0).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COUNT);
    }

    #[test]
    fn what_speaks_for_and_against() {
        let plain = Shared { undone: 0, ..Shared::default() };
        let telling = Shared { weight: 4.0, count: 2, ..plain };
        let early = Before::Minutes(60.0);
        assert!(member(telling, early) > member(plain, early));
        assert!(member(Shared { beyond: 40, ..telling }, early) < member(telling, early));
        assert!(member(Shared { undone: 2, ..telling }, early) < member(telling, early));
        assert!(member(telling, Before::Later) < member(telling, early));
        assert!(member(telling, Before::Minutes(9000.0)) < member(telling, early));
        assert!(member(Shared { end_weight: 2.0, ..telling }, early) > member(telling, early));
    }

    #[test]
    fn probabilities_are_shares_of_the_odds() {
        let lost = (Exemplar::Lost, 1.0, of_lost(3, false, false));
        let held = (Exemplar::Held(1), 1.0, of_member(&Shared::default(), Before::Unknown, 3, false, false));
        let both = Possible { copy: 0, exemplars: vec![held, lost] }.probabilities();
        assert!((both.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        // One that stands for three leaves the other a smaller share.
        let many = Possible { copy: 0, exemplars: vec![(held.0, 3.0, held.2), lost] }.probabilities();
        assert!(many[1] < both[1] && (many[0] * 3.0 + many[1] - 1.0).abs() < 1e-5);
    }
}
