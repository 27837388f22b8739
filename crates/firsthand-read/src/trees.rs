//! Boosted trees: a sum of small trees, each of which asks a few questions about a row of numbers.
//!
//! In: the bytes of a model, rows. Out: for each row the log-odds. The format is a count of trees,
//! then for each tree [`SPLITS`] questions (column, threshold: one byte and four) and [`LEAVES`]
//! answers, little endian. A row goes left where its number is at most the threshold; column 255
//! asks nothing and goes left (Friedman 2001, "Greedy function approximation").

/// Questions on the way from the root of a tree to an answer.
pub const DEPTH: usize = 4;

/// Questions of one tree.
pub const SPLITS: usize = (1 << DEPTH) - 1;

/// Answers of one tree.
pub const LEAVES: usize = 1 << DEPTH;

/// A column that asks nothing.
pub const NOTHING: u8 = 255;

/// One tree: the question at place `i` is followed by those at `2i + 1` and `2i + 2`.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Column and threshold of each question.
    pub splits: [(u8, f32); SPLITS],
    /// What each leaf adds to the log-odds.
    pub leaves: [f32; LEAVES],
}

impl Tree {
    /// What this tree adds for a row; a column that the row hasn't counts as zero.
    pub fn answer(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let (column, threshold) = self.splits[at];
            let right = column != NOTHING && row.get(usize::from(column)).copied().unwrap_or(0.0) > threshold;
            at = 2 * at + 1 + usize::from(right);
        }
        self.leaves[at - SPLITS]
    }
}

/// The log-odds that `trees` give a row.
pub fn odds(trees: &[Tree], row: &[f32]) -> f32 {
    trees.iter().map(|tree| tree.answer(row)).sum()
}

/// Writes trees behind each other, each forest with its count.
pub fn write(forests: &[Vec<Tree>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for trees in forests {
        bytes.extend((trees.len() as u32).to_le_bytes());
        for tree in trees {
            for (column, threshold) in tree.splits {
                bytes.push(column);
                bytes.extend(threshold.to_le_bytes());
            }
            for leaf in tree.leaves {
                bytes.extend(leaf.to_le_bytes());
            }
        }
    }
    bytes
}

/// Reads what [`write`] wrote; what is cut off is left out.
pub fn read(bytes: &[u8]) -> Vec<Vec<Tree>> {
    let mut rest = bytes;
    let mut forests = Vec::new();
    while let Some(count) = take(&mut rest).map(u32::from_le_bytes) {
        let mut trees = Vec::new();
        for _ in 0..count {
            let Some(tree) = tree(&mut rest) else { break };
            trees.push(tree);
        }
        forests.push(trees);
    }
    forests
}

fn tree(rest: &mut &[u8]) -> Option<Tree> {
    let mut tree = Tree { splits: [(NOTHING, 0.0); SPLITS], leaves: [0.0; LEAVES] };
    for split in &mut tree.splits {
        let (column, behind) = rest.split_first()?;
        *rest = behind;
        *split = (*column, f32::from_le_bytes(take(rest)?));
    }
    for leaf in &mut tree.leaves {
        *leaf = f32::from_le_bytes(take(rest)?);
    }
    Some(tree)
}

fn take(rest: &mut &[u8]) -> Option<[u8; 4]> {
    let (first, behind) = rest.split_first_chunk::<4>()?;
    *rest = behind;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_round_trips() {
        let mut tree = Tree { splits: [(NOTHING, 0.0); SPLITS], leaves: [0.0; LEAVES] };
        tree.splits[0] = (1, 2.5);
        tree.leaves[0] = -1.0;
        tree.leaves[LEAVES / 2] = 2.0;
        let answers: Vec<f32> = [[0.0, 2.5], [0.0, 2.6]].iter().map(|row| tree.answer(row)).collect();
        assert_eq!(answers, [-1.0, 2.0]);
        assert_eq!(tree.answer(&[]), -1.0);
        let forests = vec![vec![tree.clone(), tree.clone()], vec![tree]];
        let bytes = write(&forests);
        assert_eq!(read(&bytes), forests);
        assert_eq!(odds(&forests[0], &[0.0, 9.0]), 4.0);
        assert_eq!(read(&bytes[..bytes.len() - 1])[1].len(), 0);
        assert!(read(&[1, 2]).is_empty());
    }
}
