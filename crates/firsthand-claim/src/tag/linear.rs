//! A linear model over hashed features, read in place from the bytes of its file.
//!
//! In: 64-bit keys of features. Out: what each adds to the score of each tag. The file is a hash table
//! of 32-bit slots (12 bits of fingerprint, 20 bits of place) and, behind it, a row for each feature:
//! how many tags it speaks for, then pairs of tag and
//! weight. Nothing is parsed or copied when a model
//! is opened. The file holds no text: a feature is known by its hash alone.
//!
//! Known gaps: a feature that was never seen is taken for another once in some thousands of look-ups.

use std::collections::BTreeMap;

/// Most tags that a model can tell apart.
pub const MOST_TAGS: usize = 64;

/// Bits of a slot that hold where its row begins.
const PLACE_BITS: u32 = 20;

/// Bytes before the slots.
const HEADER: usize = 8;

/// A model in the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'b> {
    /// Slots are 2 to the power of this.
    bits: u32,
    slots: &'b [u8],
    rows: &'b [u8],
}

impl<'b> Linear<'b> {
    /// Opens a model; bytes that are none give a model without features.
    pub const fn open(bytes: &'b [u8]) -> Linear<'b> {
        let empty = Linear { bits: 0, slots: &[], rows: &[] };
        let Some((header, rest)) = bytes.split_at_checked(HEADER) else { return empty };
        let bits = header[0] as u32;
        if bits > 24 {
            return empty;
        }
        match rest.split_at_checked(4 << bits) {
            Some((slots, rows)) => Linear { bits, slots, rows },
            None => empty,
        }
    }

    /// Adds the weights of feature `key` to `scores`, one for each tag. Constant time.
    #[inline]
    pub fn add(&self, key: u64, scores: &mut [i32; MOST_TAGS]) {
        for pair in self.row(key).chunks_exact(2) {
            scores[pair[0] as usize % MOST_TAGS] += POINTS[pair[1] as usize];
        }
    }

    /// The pairs of tag and weight of feature `key`; empty when the model doesn't know it.
    #[inline]
    pub fn row(&self, key: u64) -> &'b [u8] {
        let mut slot = (key >> 20) as usize & ((1 << self.bits) - 1);
        let mark = fingerprint(key);
        // A table without a free slot is walked once.
        for _ in 0..=1usize << self.bits {
            let Some(bytes) = self.slots.get(slot * 4..slot * 4 + 4) else { break };
            let value = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if value == 0 {
                break;
            }
            if value >> PLACE_BITS == mark {
                let at = (value & ((1 << PLACE_BITS) - 1)) as usize * 2;
                let len = self.rows.get(at).map_or(0, |&len| usize::from(len));
                return self.rows.get(at + 2..at + 2 + len * 2).unwrap_or(&[]);
            }
            slot = (slot + 1) & ((1 << self.bits) - 1);
        }
        &[]
    }

    /// Features that the model knows.
    pub fn len(&self) -> usize {
        self.slots.chunks_exact(4).filter(|slot| slot.iter().any(|&byte| byte != 0)).count()
    }

    /// Whether the model knows no feature.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Steps up to which a byte counts each …
const FINE: i32 = 64;
/// … and how many steps each further one of it is: most weights are small, a few hundreds of steps.
const COARSE: i32 = 8;

/// How many steps the byte of a weight means.
const fn points(byte: i8) -> i32 {
    let size = (byte as i32).abs();
    let points = if size <= FINE { size } else { FINE + (size - FINE) * COARSE };
    if byte < 0 { -points } else { points }
}

static POINTS: [i32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = points(byte as u8 as i8);
        byte += 1;
    }
    table
};

/// The byte for a weight of so many steps; weights of more than 568 steps are cut.
pub fn weight(steps: f64) -> i8 {
    let size = steps.abs();
    let fine = f64::from(FINE);
    let byte = if size <= fine { size } else { fine + (size - fine) / f64::from(COARSE) };
    let byte = byte.round().min(127.0) as i8;
    if steps < 0.0 { -byte } else { byte }
}

/// Never 0, which marks a free slot.
fn fingerprint(key: u64) -> u32 {
    let mark = (key & ((1 << (32 - PLACE_BITS)) - 1)) as u32;
    mark.max(1)
}

/// The file of a model: for each feature its tags and weights. Features whose slot and fingerprint
/// agree with another's are left out, the later key of the two.
///
/// # Errors
/// When the rows don't fit into what a slot can point at (2 MiB).
pub fn file(features: &BTreeMap<u64, Vec<(u8, i8)>>) -> Result<Vec<u8>, String> {
    let mut bits = 1;
    // At most three slots of four in use.
    while (3usize << bits) < features.len() * 4 + 4 {
        bits += 1;
    }
    let mask = (1usize << bits) - 1;
    let mut slots = vec![0u32; 1 << bits];
    let mut rows: Vec<u8> = Vec::new();
    // Rows that are alike are kept once.
    let mut known: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    'features: for (&key, weights) in features {
        let mark = fingerprint(key);
        let mut slot = (key >> 20) as usize & mask;
        while slots[slot] != 0 {
            if slots[slot] >> PLACE_BITS == mark {
                continue 'features;
            }
            slot = (slot + 1) & mask;
        }
        let mut row = vec![weights.len().min(255) as u8, 0];
        for &(tag, weight) in weights.iter().take(255) {
            row.extend([tag, weight as u8]);
        }
        let place = match known.get(&row) {
            Some(&place) => place,
            None => {
                let place = (rows.len() / 2) as u32;
                rows.extend(&row);
                known.insert(row, place);
                place
            }
        };
        if place >> PLACE_BITS != 0 {
            return Err(format!("{} features don't fit", features.len()));
        }
        slots[slot] = mark << PLACE_BITS | place;
    }
    let mut out = vec![bits as u8, 0, 0, 0, 0, 0, 0, 0];
    out.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    out.extend(rows);
    Ok(out)
}

/// A key from the number of a template and the hashes of what it joins.
#[inline]
pub const fn key(template: u64, a: u64, b: u64) -> u64 {
    let mixed = (a ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let mixed = (mixed ^ (mixed >> 32) ^ b.rotate_left(17)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 29)
}

/// A hash of `bytes` (FNV-1a, then mixed).
#[inline]
pub const fn hash(bytes: &[u8]) -> u64 {
    let mut found: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        found = (found ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    found ^ (found >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: u64) {
        let features: BTreeMap<u64, Vec<(u8, i8)>> =
            (0..count).map(|i| (key(1, i, 7), vec![((i % 9) as u8, (i % 100) as i8 - 50)])).collect();
        let bytes = file(&features).expect("fits");
        let model = Linear::open(&bytes);
        let mut right = 0;
        for (&key, weights) in &features {
            let mut scores = [0; MOST_TAGS];
            model.add(key, &mut scores);
            right += usize::from(scores[usize::from(weights[0].0)] == points(weights[0].1));
        }
        assert!(right * 100 >= features.len() * 99, "{right} of {count}");
        let strange = (0..count).filter(|&i| !model.row(key(2, i, 9)).is_empty()).count();
        assert!(strange * 100 <= count as usize, "{strange} of {count} never seen");
    }

    #[test]
    fn written_is_read() {
        for count in [0, 1, 2, 100, 30_000] {
            check(count);
        }
    }

    #[test]
    fn bytes_of_weights() {
        for (steps, want) in [(0.0, 0), (1.4, 1), (-64.0, -64), (70.0, 72), (-568.0, -568), (9000.0, 568)] {
            assert_eq!(points(weight(steps)), want, "{steps}");
        }
    }

    #[test]
    fn any_bytes_open() {
        for bytes in [&b""[..], &[0; 8], &[255; 40], &[3, 0, 0, 0, 0, 0, 0, 0, 1], &[1; 200]] {
            let model = Linear::open(bytes);
            for i in 0..200 {
                model.add(key(1, i, 0), &mut [0; MOST_TAGS]);
            }
        }
    }
}
