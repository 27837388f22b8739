//! The best sequence of tags by a model of second order.
//!
//! In: for each token the score of each tag, and what a tag adds after the two before it. Out: the
//! sequence with the highest sum (Viterbi 1967) among the best few tags of each token. Training and
//! running share this code, so that a model is trained for the search that it is used with.

use super::linear::MOST_TAGS;

/// Most tags of a token that are followed up, to bound the work.
const WIDTH: usize = 6;

/// Stands for what is before the first token.
pub const START: u8 = 255;

/// Scores of one kind of tag for one sentence.
pub trait Scores {
    /// How many tags there are.
    fn tags(&self) -> usize;
    /// How many points below the best a tag may be to be followed up.
    fn margin(&self) -> i32;
    /// The tag that the token at `at` has beyond doubt.
    fn certain(&self, _at: usize) -> Option<u8> {
        None
    }
    /// Adds what speaks for each tag of the token at `at` by itself.
    fn token(&self, at: usize, scores: &mut [i32; MOST_TAGS]);
    /// Adds what speaks for each tag of the token at `at` after tags `before` and `last`.
    fn after(&self, at: usize, before: u8, last: u8, scores: &mut [i32; MOST_TAGS]);
}

#[derive(Clone, Copy)]
struct Candidate {
    tag: u8,
    score: i32,
}

/// A pair of tags at the end of a sequence.
#[derive(Clone, Copy)]
struct State {
    before: u8,
    last: u8,
    score: i32,
    /// Place among the states of the token before.
    from: u8,
}

/// The best tags of a sentence of `len` tokens. Linear.
pub fn best(len: usize, scores: &impl Scores) -> Vec<u8> {
    let mut states: Vec<State> = Vec::with_capacity(len * 4);
    // Where the states of each token begin.
    let mut starts: Vec<usize> = Vec::with_capacity(len + 1);
    let mut last: Vec<State> = vec![State { before: START, last: START, score: 0, from: 0 }];
    let mut next: Vec<State> = Vec::new();
    for at in 0..len {
        let (candidates, count) = candidates(at, scores);
        let candidates = &candidates[..count];
        next.clear();
        for (from, state) in last.iter().enumerate() {
            let mut after = [0; MOST_TAGS];
            if count > 1 || last.len() > 1 {
                scores.after(at, state.before, state.last, &mut after);
            }
            for candidate in candidates {
                let score = state.score + candidate.score + after[usize::from(candidate.tag) % MOST_TAGS];
                let same =
                    next.iter_mut().find(|known| known.before == state.last && known.last == candidate.tag);
                let new = State { before: state.last, last: candidate.tag, score, from: from as u8 };
                match same {
                    Some(known) if known.score >= score => {}
                    Some(known) => *known = new,
                    None => next.push(new),
                }
            }
        }
        starts.push(states.len());
        states.extend(&next);
        std::mem::swap(&mut last, &mut next);
    }
    let mut tags = vec![0; len];
    // The first of equals.
    let mut place = 0;
    for (at, state) in last.iter().enumerate() {
        if state.score > last[place].score {
            place = at;
        }
    }
    for at in (0..len).rev() {
        let state = states[starts[at] + place];
        tags[at] = state.last;
        place = usize::from(state.from);
    }
    tags
}

fn candidates(at: usize, scores: &impl Scores) -> ([Candidate; WIDTH], usize) {
    let mut found = [Candidate { tag: 0, score: i32::MIN }; WIDTH];
    if let Some(tag) = scores.certain(at) {
        found[0] = Candidate { tag, score: 0 };
        return (found, 1);
    }
    let mut all = [0; MOST_TAGS];
    scores.token(at, &mut all);
    let mut count = 0;
    for (tag, &score) in all.iter().enumerate().take(scores.tags()) {
        if count == WIDTH && score <= found[WIDTH - 1].score {
            continue;
        }
        let mut place = if count < WIDTH { count } else { WIDTH - 1 };
        count = WIDTH.min(count + 1);
        while place > 0 && found[place - 1].score < score {
            found[place] = found[place - 1];
            place -= 1;
        }
        found[place] = Candidate { tag: tag as u8, score };
    }
    let floor = found[0].score.saturating_sub(scores.margin());
    let near = found[..count].iter().take_while(|candidate| candidate.score >= floor).count();
    (found, near.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two tags; each token prefers the one that `tokens` gives, by its points; staying costs `stay`.
    struct Toy {
        tokens: Vec<(usize, i32)>,
        stay: i32,
    }

    impl Scores for Toy {
        fn tags(&self) -> usize {
            2
        }
        fn margin(&self) -> i32 {
            1000
        }
        fn token(&self, at: usize, scores: &mut [i32; MOST_TAGS]) {
            scores[self.tokens[at].0] += self.tokens[at].1;
        }
        fn after(&self, _: usize, _: u8, last: u8, scores: &mut [i32; MOST_TAGS]) {
            if last != START {
                scores[usize::from(last)] += self.stay;
            }
        }
    }

    fn check(tokens: &[(usize, i32)], stay: i32, want: &[u8]) {
        assert_eq!(best(tokens.len(), &Toy { tokens: tokens.to_vec(), stay }), want);
    }

    #[test]
    fn best_sequences() {
        check(&[], 0, &[]);
        check(&[(0, 3), (1, 1), (0, 3)], 0, &[0, 1, 0]);
        check(&[(0, 3), (1, 1), (0, 3)], 5, &[0, 0, 0]);
        check(&[(1, 9), (0, 1), (0, 1)], -4, &[1, 0, 1]);
    }
}
