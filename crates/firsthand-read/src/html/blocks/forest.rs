//! Boosted decision trees: how sure a model is that a block is article.
//!
//! In: the numbers that describe a block. Out: the logarithm of the odds. Each tree asks a few yes/no
//! questions of the kind "is this number above that?" and adds what it learned for the answer
//! (gradient boosting, Friedman 2001). Trees are trained elsewhere and read from text here.

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    /// The place of the number that it asks for, or [`ADDS`].
    asks: u16,
    /// Whether the number is above this is asked; what the tree adds where nothing is asked.
    value: f32,
    /// The node of the forest that follows a yes; the next one follows a no.
    yes: u32,
}

/// In place of a number: the tree ends here.
const ADDS: u16 = u16::MAX;

/// Trees whose sum is the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

impl Forest {
    /// Adds a tree given as its nodes in order: a question, all that follows a no, all that follows
    /// a yes. `false`, and nothing added, when the nodes are no tree.
    pub fn add(&mut self, tree: &[(Option<u16>, f32)]) -> bool {
        let root = self.nodes.len();
        let mut rest = tree;
        if self.add_nodes(&mut rest, 0) && rest.is_empty() {
            self.roots.push(root as u32);
            return true;
        }
        self.nodes.truncate(root);
        false
    }

    fn add_nodes(&mut self, rest: &mut &[(Option<u16>, f32)], depth: usize) -> bool {
        let Some(((asked, value), behind)) = rest.split_first() else { return false };
        *rest = behind;
        let Some(asked) = asked else {
            self.nodes.push(Node { asks: ADDS, value: *value, yes: 0 });
            return true;
        };
        let at = self.nodes.len();
        self.nodes.push(Node { asks: *asked, value: *value, yes: 0 });
        if *asked == ADDS || depth > DEEPEST || !self.add_nodes(rest, depth + 1) {
            return false;
        }
        self.nodes[at].yes = self.nodes.len() as u32;
        self.add_nodes(rest, depth + 1)
    }

    /// Reads trees, one a line: "3>1.5" asks for number 3, "=0.25" adds.
    pub fn read<'t>(lines: impl Iterator<Item = &'t str>) -> Option<Forest> {
        let mut forest = Forest::default();
        for line in lines {
            let nodes: Option<Vec<(Option<u16>, f32)>> = line
                .split(' ')
                .map(|node| match node.strip_prefix('=') {
                    Some(value) => Some((None, value.parse().ok()?)),
                    None => {
                        let (place, value) = node.split_once('>')?;
                        Some((Some(place.parse().ok()?), value.parse().ok()?))
                    }
                })
                .collect();
            if !forest.add(&nodes?) {
                return None;
            }
        }
        Some(forest)
    }

    /// The trees as [`Forest::read`] takes them.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for (i, root) in self.roots.iter().enumerate() {
            let end = self.roots.get(i + 1).map_or(self.nodes.len(), |next| *next as usize);
            let nodes: Vec<String> = self.nodes[*root as usize..end]
                .iter()
                .map(|node| match node.asks {
                    ADDS => format!("={}", node.value),
                    place => format!("{place}>{}", node.value),
                })
                .collect();
            out.push_str(&nodes.join(" "));
            out.push('\n');
        }
        out
    }

    /// The sum of what the trees add for these numbers; a number that isn't there counts as 0.
    pub fn sum(&self, numbers: &[f32]) -> f32 {
        self.roots.iter().map(|root| self.answer(*root, numbers)).sum()
    }

    /// [`Forest::sum`] that stops where the first trees are so sure that the others seldom change the
    /// answer.
    pub(super) fn hasty_sum(&self, numbers: &[f32]) -> f32 {
        let mut sum = 0.0;
        for roots in self.roots.chunks(HASTE) {
            sum += roots.iter().map(|root| self.answer(*root, numbers)).sum::<f32>();
            if f32::abs(sum) > CLEAR {
                break;
            }
        }
        sum
    }

    /// What one tree adds.
    fn answer(&self, root: u32, numbers: &[f32]) -> f32 {
        let mut at = root as usize;
        while let Some(node) = self.nodes.get(at) {
            if node.asks == ADDS {
                return node.value;
            }
            let number = numbers.get(usize::from(node.asks)).copied().unwrap_or(0.0);
            at = if number > node.value { node.yes as usize } else { at + 1 };
        }
        0.0
    }
}

/// Trees after which [`Forest::hasty_sum`] asks whether it is sure, and odds (as their logarithm) that
/// are: 3 are odds of 20 to 1.
const HASTE: usize = 16;
const CLEAR: f32 = 3.0;

/// Deepest tree that is read.
const DEEPEST: usize = 32;

/// Odds as a probability.
pub fn probability(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks() {
        let forest = Forest::read(["0>1 1>2 =1 =2 =4", "=0.5"].into_iter()).unwrap();
        for (numbers, expected) in [([0.0, 0.0], 1.5), ([0.0, 3.0], 2.5), ([2.0, 0.0], 4.5)] {
            assert_eq!(forest.sum(&numbers), expected, "{numbers:?}");
        }
        assert_eq!(forest.sum(&[]), 1.5);
        assert_eq!(forest.write(), "0>1 1>2 =1 =2 =4\n=0.5\n");
    }

    #[test]
    fn refuses_what_is_no_tree() {
        for line in ["", "0>1 =1", "=1 =2", "x", "0>x =1 =2"] {
            assert!(Forest::read([line].into_iter()).is_none(), "{line}");
        }
        assert!(Forest::read([["0>1"; 99].join(" ").as_str()].into_iter()).is_none());
    }
}
