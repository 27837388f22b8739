//! What speaks for a source or a content belonging to a cue.
//!
//! In: the runs of a paragraph and two of them. Out: features, as hashes, of a logistic model: how far
//! apart and in what order they stand, what lies between, what the rules join.

use super::seen::{Quoted, Run, bucket, join};
use super::{Role, Seen, near};
use crate::tag::linear::key;

/// The features of the pair of runs `cue` and `other` of `runs`, each handed to `each`.
pub fn keys(seen: &Seen<'_>, runs: &[Run], cue: usize, other: usize, each: &mut impl FnMut(u64)) {
    let (of, to) = (&runs[cue], &runs[other]);
    let runs = &runs[near(runs, cue)];
    let before = to.words.start < of.words.start;
    let (first, second) = if before { (to, of) } else { (of, to) };
    let gap = first.words.end..second.words.start.max(first.words.end);
    let far = |run: &Run, from: &Run| {
        if run.words.start < from.words.start {
            from.words.start.saturating_sub(run.words.end)
        } else {
            run.words.start.saturating_sub(from.words.end)
        }
    };
    let within = |role: Role| {
        let between =
            |run: &&Run| run.role == role && run.words.start >= gap.start && run.words.end <= gap.end;
        runs.iter().filter(between).count().min(2) as u64
    };
    let between = join(within(Role::Source), within(Role::Cue), within(Role::Content));
    let nearer = |than: &Run, from: &Run| {
        let mine = far(than, from);
        let others = runs.iter().filter(|run| run.role == than.role && run.words != than.words);
        others.filter(|run| far(run, from) < mine).count().min(2) as u64
    };
    let (rival, rank) = (nearer(of, to), nearer(to, of));
    let apart = bucket(gap.len() as u32);
    let sentences = (i64::from(seen.sentence(to.words.start)) - i64::from(seen.sentence(of.words.start)))
        .clamp(-3, 3) as u64;
    let verb = seen.cue(&of.words);
    let commas = gap.clone().filter(|&at| seen.is(at, ",")).count().min(2) as u64;
    let colon = u64::from(gap.clone().any(|at| seen.is(at, ":")));
    let quoted = u64::from(gap.clone().any(|at| seen.quoted(at) != Quoted::Outside));
    let capital = u64::from(seen.capital(to.words.start));
    let kind = to.words.clone().map(|at| u64::from(seen.kind(at))).max().unwrap_or(0);
    let opens = seen.quoted(to.words.start) as u64;
    let closes = seen.quoted(to.words.end - 1) as u64;
    let starts = to.words.start.checked_sub(1);
    let starts = starts.is_none_or(|last| seen.sentence(last) != seen.sentence(to.words.start));
    let by = to.words.start.checked_sub(1).is_some_and(|last| seen.is(last, "by"));
    let (mine, theirs) = (seen.ruled(&of.words), seen.ruled(&to.words));
    let ruled = u64::from(mine.clone().any(|number| theirs.clone().any(|other| other == number)))
        + 2 * u64::from(mine.clone().next().is_some())
        + 4 * u64::from(theirs.clone().next().is_some());
    let (order, role) = (u64::from(before), to.role as u64);
    let mut template = 300;
    let mut add = |a: u64, b: u64| {
        template += 1;
        each(key(template, a, join(b, role, order)));
    };
    add(0, 0);
    add(apart, 0);
    add(apart, sentences);
    add(sentences, 0);
    add(between, 0);
    add(between, apart);
    add(between, sentences);
    add(verb, 0);
    add(verb, apart);
    add(verb, commas);
    add(verb, between);
    add(commas, apart);
    add(colon, apart);
    add(quoted, between);
    add(quoted, sentences);
    add(capital, kind);
    add(kind, apart);
    add(opens, sentences);
    add(opens, closes);
    add(closes, apart);
    add(join(opens, sentences, between), 0);
    add(u64::from(starts), sentences);
    add(ruled, 0);
    add(ruled, between);
    add(u64::from(by), 0);
    add(rival, 0);
    add(rival, between);
    add(rival, sentences);
    add(rank, rival);
    add(join(rank, rival, sentences), between);
    add(join(rank, rival, commas), apart);
    add(seen.part(to.words.start), 0);
    add(seen.part(to.words.end - 1), 0);
    add(seen.word(to.words.start), 0);
    add(seen.part(of.words.end - 1), seen.part(of.words.start));
    add(seen.part(of.words.end), seen.part(to.words.start));
    add(seen.word(of.words.end), apart);
    if gap.len() == 1 {
        add(seen.word(gap.start), 0);
    } else if gap.len() == 2 {
        add(seen.part(gap.start), seen.part(gap.start + 1) + 1);
    }
}
