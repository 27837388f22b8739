//! Who says what by a model learnt from marked text, where grammar alone doesn't reach.
//!
//! In: a text, its actors and what the rules found in it. Out: runs of words that are source, cue and
//! content, joined, each with how far it stands above the next best reading. A linear-chain
//! conditional random field (Lafferty, McCallum and Pereira 2001) tags a paragraph at a time over
//! hashed features; a logistic model says which source and which content belong to which cue. What
//! the rules found is among the features, so the model learns how far to trust them. Scores are whole
//! numbers: the same text gives the same answer on every machine.
//!
//! What it was trained on and how well it does stands in `models/attribution/MODEL.md`. Known gaps:
//! speech inside of speech is not read, nor speech whose cue stands in another paragraph.

mod link;
mod seen;
mod sequence;
mod weights;

pub use link::keys as link_keys;
pub use seen::{Run, Seen, runs};
pub use sequence::{Tagging, best, follows};
pub use weights::{LINKS, ROWS, SCALE, file};

use super::Attribution;
use super::reading::Reading;
use crate::Actor;
use crate::tag::Tagged;
use firsthand_text::Span;
use std::borrow::Cow;
use std::ops::Range;
use weights::Weights;

/// How many tags there are: outside; begin and inside of source, cue and content.
pub const TAGS: usize = 7;

/// The role of a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that attribute.
    Cue,
    /// What is said.
    Content,
}

impl Role {
    /// The roles in the order of their tags.
    pub const ALL: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

    /// The tag of the first word of a run; that of the others is one higher.
    pub fn begin(self) -> u8 {
        1 + 2 * self as u8
    }

    /// The role that a tag belongs to; `None` outside.
    pub fn of(tag: u8) -> Option<Role> {
        Role::ALL.get(usize::from(tag.checked_sub(1)?) / 2).copied()
    }
}

static WEIGHTS: Weights<'static> = Weights::open(include_bytes!("../../models/attribution/weights.bin"));

/// Log-odds above which a content belongs to a cue, in the points of the file.
const CONTENT_BELONGS: i32 = -SCALE;

/// Log-odds above which a source belongs to a cue.
const SOURCE_BELONGS: i32 = -SCALE;

/// One thing said, as the model sees it.
pub(crate) struct Found {
    pub(crate) source: Option<Span>,
    pub(crate) cue: Span,
    pub(crate) content: Vec<Span>,
    /// How far the weaker of cue and content stands above the next best reading of its words, on
    /// average over them: points of [`SCALE`] to the factor e.
    pub(crate) margin: i32,
}

/// What the model thinks of a text.
#[derive(Default)]
pub(crate) struct Opinion {
    /// Things said, in order of the cues.
    pub(crate) found: Vec<Found>,
    /// Words that belong to nobody's speech, with how far that stands above any other reading.
    outside: Vec<(Span, i32)>,
}

impl Opinion {
    /// How sure the model is that nothing in `span` attributes or is attributed; 0 when it thinks that
    /// something does.
    pub(crate) fn against(&self, span: Span) -> i32 {
        let first = self.outside.partition_point(|word| word.0.end <= span.start);
        let words = self.outside[first..].iter().take_while(|word| word.0.start < span.end);
        words.map(|word| word.1).min().unwrap_or(0)
    }
}

/// What the model thinks of a text. Linear.
pub(super) fn opinion(
    reading: &Reading<'_>,
    tagged: &Tagged<'_>,
    actors: &[Actor],
    rules: &[Attribution],
) -> Opinion {
    let mut opinion = Opinion::default();
    if !WEIGHTS.any() {
        return opinion;
    }
    let seen = Seen::of(reading, Cow::Borrowed(tagged), actors, rules);
    for paragraph in seen.paragraphs() {
        // Nothing attributes without a word that could be a cue, or a quotation.
        if !seen.may_hold(paragraph) {
            continue;
        }
        let tagging = sequence::tag(&seen, paragraph, &WEIGHTS);
        join(&seen, paragraph.start, &tagging, &mut opinion.found);
        let words = seen.words()[paragraph.clone()].iter().zip(&tagging.tags).zip(&tagging.margins);
        opinion
            .outside
            .extend(words.map(|((&word, &tag), &margin)| (word, if tag == 0 { margin } else { 0 })));
    }
    opinion
}

/// How many runs to each side of a cue its source and content are looked for.
pub const REACH: usize = 12;

/// The runs that may belong with run `at`.
pub fn near(runs: &[Run], at: usize) -> Range<usize> {
    at.saturating_sub(REACH)..runs.len().min(at + REACH + 1)
}

fn join(seen: &Seen<'_>, start: usize, tagging: &Tagging, found: &mut Vec<Found>) {
    let runs = runs(&tagging.tags, start);
    let margin = |words: &Range<usize>| {
        let all = &tagging.margins[words.start - start..words.end - start];
        (all.iter().map(|&margin| i64::from(margin)).sum::<i64>() / all.len().max(1) as i64)
            .clamp(0, i64::from(i32::MAX)) as i32
    };
    // The run of another role that run `at` belongs with the most, above `least`.
    let mate = |at: usize, role: Role, least: i32| {
        let others = near(&runs, at).filter(|&other| runs[other].role == role);
        let scored = others.map(|other| {
            let (cue, other_of) = if role == Role::Cue { (other, at) } else { (at, other) };
            let mut sum = 0;
            link::keys(seen, &runs, cue, other_of, &mut |key| sum += WEIGHTS.link(key));
            (sum, usize::MAX - other)
        });
        scored.max().filter(|best| best.0 > least).map(|best| usize::MAX - best.1)
    };
    let mut contents: Vec<Vec<usize>> = vec![Vec::new(); runs.len()];
    for (at, _) in runs.iter().enumerate().filter(|(_, run)| run.role == Role::Content) {
        if let Some(cue) = mate(at, Role::Cue, CONTENT_BELONGS) {
            contents[cue].push(at);
        }
    }
    for (cue, held) in contents.iter().enumerate().filter(|(_, held)| !held.is_empty()) {
        let weakest = held.iter().map(|&at| margin(&runs[at].words)).min().unwrap_or(0);
        found.push(Found {
            source: mate(cue, Role::Source, SOURCE_BELONGS).map(|at| seen.span(&runs[at].words)),
            cue: seen.span(&runs[cue].words),
            content: held.iter().map(|&at| seen.span(&runs[at].words)).collect(),
            margin: weakest.min(margin(&runs[cue].words)),
        });
    }
}
