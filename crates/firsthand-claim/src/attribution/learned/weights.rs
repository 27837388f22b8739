//! The model's file, read in place.
//!
//! In: bytes. Out: what a feature adds to the score of each tag, what a tag adds after another, and
//! what a feature adds to the odds that two runs belong together. The file is a table that hashes of
//! features point into (Weinberger et al. 2009: features that meet there share a row); it holds no
//! text.

use super::TAGS;

/// Rows of the table of tags: 2 to the power of this.
pub const ROWS: u32 = 18;

/// Entries of the table of links: 2 to the power of this.
pub const LINKS: u32 = 16;

/// Points of a weight of 1.
pub const SCALE: i32 = 24;

/// Weights of the first tag of a paragraph come after those of each tag.
const AFTER: usize = (TAGS + 1) * TAGS;

#[derive(Clone, Copy, Debug)]
pub(super) struct Weights<'b> {
    after: &'b [u8],
    rows: &'b [u8],
    links: &'b [u8],
}

impl<'b> Weights<'b> {
    /// Opens a file; bytes of another length give a model that finds nothing.
    pub(super) const fn open(bytes: &'b [u8]) -> Weights<'b> {
        let none = Weights { after: &[], rows: &[], links: &[] };
        let Some((after, rest)) = bytes.split_at_checked(AFTER) else { return none };
        let Some((rows, links)) = rest.split_at_checked(TAGS << ROWS) else { return none };
        if links.len() != 1 << LINKS {
            return none;
        }
        Weights { after, rows, links }
    }

    pub(super) fn any(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Adds what feature `key` says of each tag.
    #[inline]
    pub(super) fn add(&self, key: u64, scores: &mut [i32; TAGS]) {
        let at = (key & ((1 << ROWS) - 1)) as usize * TAGS;
        if let Some(row) = self.rows.get(at..at + TAGS) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight as i8);
            }
        }
    }

    /// What `tag` adds after `last`; [`TAGS`] stands for the start of a paragraph.
    pub(super) fn after(&self, last: usize, tag: usize) -> i32 {
        self.after.get(last * TAGS + tag).map_or(0, |&weight| i32::from(weight as i8))
    }

    /// What feature `key` adds to the log-odds of a link.
    #[inline]
    pub(super) fn link(&self, key: u64) -> i32 {
        self.links.get((key & ((1 << LINKS) - 1)) as usize).map_or(0, |&weight| i32::from(weight as i8))
    }
}

/// The file of a model: `after` holds a row of [`TAGS`] weights for each tag and one for the start,
/// `rows` [`TAGS`] weights for each of 2^[`ROWS`] features, `links` one for each of 2^[`LINKS`].
pub fn file(after: &[f32], rows: &[f32], links: &[f32]) -> Vec<u8> {
    let points = |weight: &f32| (weight * SCALE as f32).round().clamp(-127.0, 127.0) as i8 as u8;
    after.iter().chain(rows).chain(links).map(points).collect()
}
