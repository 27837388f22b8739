//! The headlines of a family: bodies are copied while headlines differ.
//!
//! In: a family's witnesses with their headlines, and the dispatch. Out: each distinct headline with
//! who has it, held against the dispatch's or the commonest one: another form of it, with the gravest
//! thing that it changed, or one of its own.
//!
//! Known gaps: a headline is held against another headline, not against the text below it.

use crate::edit_class::{Favours, Part, judge};
use crate::lined::{Lined, Variant};
use crate::reading::{Token, common, tokens, weight};
use crate::runs::places;
use crate::stemma::{EditClass, EditKind, Headline, HeadlineRelation, Stemma};
use crate::witness::Witness;
use firsthand_text::Span;
use std::collections::BTreeMap;

/// Of the lighter headline's words so many in a hundred have to be common for the two to be forms of
/// one: headlines are short, and two of one event share its names anyway.
const ALIKE: u32 = 60;

/// Fewest words of a headline for its capitals to tell how it is set.
const FEWEST_WORDS: usize = 3;

/// The headlines of `stemma`, the one that the others are held against first, then by how many have
/// them.
pub(crate) fn headlines(stemma: &Stemma, witnesses: &[Witness<'_>]) -> Vec<Headline> {
    let mut by_title: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &witness in &stemma.witnesses {
        if let Some(title) = witnesses[witness].title.map(str::trim).filter(|title| !title.is_empty()) {
            by_title.entry(title).or_default().push(witness);
        }
    }
    let mut all: Vec<(&str, Vec<usize>)> = by_title.into_iter().collect();
    let place = |witness: usize| stemma.witnesses.iter().position(|&other| other == witness);
    all.sort_by_key(|(title, who)| {
        let held = stemma.dispatch.held.is_some_and(|held| who.contains(&held));
        (!held, std::cmp::Reverse(who.len()), who.first().map(|&first| place(first)), *title)
    });
    all.iter()
        .enumerate()
        .map(|(at, (title, who))| Headline {
            witnesses: who.clone(),
            relation: if at == 0 { HeadlineRelation::Common } else { relation(all[0].0, title) },
        })
        .collect()
}

/// What `title` is to the headline `common_title`.
fn relation(common_title: &str, title: &str) -> HeadlineRelation {
    let (model, other) = (set(common_title), set(title));
    let both = common(&model, &other);
    if both == 0 || both * 100 < ALIKE * weight(&model).min(weight(&other)) {
        return HeadlineRelation::Own;
    }
    let variant = |tokens: Vec<Token>| Variant { tokens, places: Vec::new(), votes: 1 };
    let lined = Lined::new(vec![variant(model), variant(other)], Some(0), &[]);
    let part =
        |at: usize, (from, to): (usize, usize)| Part { sentence: &lined.variants[at].tokens, from, to };
    let moved = lined.moved[1].iter().map(|moved| moved.judged.clone());
    let judged = places(&lined.runs).into_iter().filter_map(|place| {
        let own = lined.says(1, place)?;
        Some(judge(part(0, place), part(1, own), Favours::Neither, &[]))
    });
    match moved.chain(judged).min_by_key(|judged| judged.0) {
        Some((class, kind, note)) => HeadlineRelation::Form { class, kind, note },
        // Capitals, or marks that no comparing sees.
        None => {
            let case = common_title.to_lowercase() == title.to_lowercase();
            let kind = if case { EditKind::Case } else { EditKind::Punctuation };
            HeadlineRelation::Form { class: EditClass::Style, kind, note: String::new() }
        }
    }
}

/// The tokens of a headline; where every word has a capital, none tells a name.
fn set(title: &str) -> Vec<Token> {
    let mut tokens = tokens(title, Span::new(0, title.len()));
    let long = || tokens.iter().filter(|token| !token.mark && token.lower.chars().count() > 3);
    let (count, capitals) = (long().count(), long().filter(|token| token.capital).count());
    if count >= FEWEST_WORDS && capitals * 4 >= count * 3 {
        tokens.iter_mut().for_each(|token| {
            token.capital = false;
            token.capitals = false;
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(model: &str, other: &str, want: &str) {
        let found = match relation(model, other) {
            HeadlineRelation::Form { class, kind, .. } => format!("{} {}", class.as_str(), kind.as_str()),
            HeadlineRelation::Own => "own".to_owned(),
            HeadlineRelation::Common => "common".to_owned(),
        };
        assert_eq!(found, want, "{model} | {other}");
    }

    #[test]
    fn forms_of_one_headline() {
        let model = "Tarn to close old bridge in March, mayor says";
        check(model, "Tarn may close old bridge in March, mayor says", "meaning modality");
        check(model, "Tarn to close old bridge in May, mayor says", "wording rewrite");
        check(model, "Tarn To Close Old Bridge In March, Mayor Says", "style case");
        check(model, "Swallows lose their home", "own");
        check("40 boats lost in storm", "14 boats lost in storm", "meaning number");
        check("Dam held through flood", "Dam Held Through Flood", "style case");
    }
}
