//! Boosted decision trees: how sure a model is that a block is article.
//!
//! In: the numbers that describe a block. Out: the logarithm of the odds. Each tree asks a few yes/no
//! questions of the kind "is this number above that?" and adds what it learned for the answer
//! (gradient boosting, Friedman 2001). Trees are trained elsewhere and read from text here.

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    /// Asks whether the number of this place is above the value: if not, the next node follows, else
    /// the one at the given place of the forest.
    Ask(u16, f32, u32),
    /// What the tree adds.
    Add(f32),
}

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
            self.nodes.push(Node::Add(*value));
            return true;
        };
        let at = self.nodes.len();
        self.nodes.push(Node::Ask(*asked, *value, 0));
        if depth > DEEPEST || !self.add_nodes(rest, depth + 1) {
            return false;
        }
        self.nodes[at] = Node::Ask(*asked, *value, self.nodes.len() as u32);
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
                .map(|node| match node {
                    Node::Ask(place, value, _) => format!("{place}>{value}"),
                    Node::Add(value) => format!("={value}"),
                })
                .collect();
            out.push_str(&nodes.join(" "));
            out.push('\n');
        }
        out
    }

    /// The sum of what the trees add for these numbers; a number that isn't there counts as 0.
    pub fn sum(&self, numbers: &[f32]) -> f32 {
        let mut sum = 0.0;
        for root in &self.roots {
            let mut at = *root as usize;
            loop {
                match self.nodes.get(at) {
                    Some(Node::Ask(place, value, yes)) => {
                        let number = numbers.get(usize::from(*place)).copied().unwrap_or(0.0);
                        at = if number > *value { *yes as usize } else { at + 1 };
                    }
                    Some(Node::Add(value)) => {
                        sum += value;
                        break;
                    }
                    None => break,
                }
            }
        }
        sum
    }
}

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
