//! Which mentions of one text mean the same agreement.
//!
//! In: mentions one after another, with parties and the words of the name. Out: for each, the earlier
//! mention that it continues. "The deal" goes on with the nearest agreement that it can mean; a mention
//! with other parties, another subject ("the fishing pact") or "another" opens a new one.

use super::names::{Class, Name, Opening};
use super::parties::key;
use crate::Actor;

/// An agreement as the mentions so far tell it.
struct Chain {
    /// The last mention.
    mention: usize,
    /// The sentence of that mention, by number.
    sentence: usize,
    parties: Vec<String>,
    class: Class,
    words: Vec<String>,
}

/// The agreements of a text so far, the last mentioned at the end.
#[derive(Default)]
pub(crate) struct Chains {
    chains: Vec<Chain>,
}

/// Where a mention stands among the others.
pub(crate) struct Place {
    /// Its number.
    pub(crate) mention: usize,
    /// The mention that it continues.
    pub(crate) same_as: Option<usize>,
    /// The number of its sentence.
    pub(crate) sentence: usize,
}

/// How many agreements one text is taken to speak of at once.
const MOST_CHAINS: usize = 16;

/// How many sentences back a pronoun or "the document" may reach: quotations of one speaker are often
/// broken by one sentence of the reporter's.
const PRONOUN_REACH: usize = 2;

impl Chains {
    /// The earlier mention that a name continues; `words` are those that say what it is on.
    pub(crate) fn resolve(
        &self,
        name: &Name,
        head: &str,
        words: &[String],
        parties: &[usize],
        actors: &[Actor],
        sentence: usize,
    ) -> Option<usize> {
        if name.other || (name.opening != Opening::Definite) {
            return None;
        }
        let keys: Vec<&str> = parties.iter().filter_map(|&at| actors.get(at)).map(key).collect();
        self.chains
            .iter()
            .rev()
            .find(|chain| {
                let shared =
                    keys.iter().filter(|key| chain.parties.iter().any(|party| party == *key)).count();
                let known = chain.parties.len();
                let parties_fit = match keys.len() {
                    0 => true,
                    1 => shared == 1 || known < 2,
                    _ => shared == keys.len() || (shared == known && known > 0),
                };
                let words_fit = words.is_empty()
                    || chain.words.is_empty()
                    || words.iter().any(|word| chain.words.contains(word));
                let near = name.class != Class::Referring || sentence - chain.sentence <= PRONOUN_REACH;
                parties_fit && words_fit && near && classes_fit(name.class, head, chain)
            })
            .map(|chain| chain.mention)
    }

    /// Whether the chain of mention `same` was named with one of `words`; true where there are none.
    pub(crate) fn called(&self, same: Option<usize>, words: &[String]) -> bool {
        let chain = self.chains.iter().find(|chain| Some(chain.mention) == same);
        words.is_empty() || chain.is_some_and(|chain| words.iter().any(|word| chain.words.contains(word)))
    }

    /// The mention that "it" means in sentence number `sentence`.
    pub(crate) fn pronoun(&self, sentence: usize) -> Option<usize> {
        self.chains
            .last()
            .filter(|chain| sentence - chain.sentence <= PRONOUN_REACH)
            .map(|chain| chain.mention)
    }

    /// Whether a pronoun in sentence number `sentence` could mean an agreement.
    pub(crate) fn near(&self, sentence: usize) -> bool {
        self.pronoun(sentence).is_some()
    }

    /// Adds a mention; `class` is that of its head noun, `words` say what it is on.
    pub(crate) fn add(
        &mut self,
        place: Place,
        class: Class,
        words: Vec<String>,
        parties: &[usize],
        actors: &[Actor],
    ) {
        let Place { mention, same_as, sentence } = place;
        let keys = parties.iter().filter_map(|&at| actors.get(at)).map(|actor| key(actor).to_string());
        let old = same_as.and_then(|same| self.chains.iter().position(|chain| chain.mention == same));
        let mut chain = match old {
            Some(at) => self.chains.remove(at),
            None => Chain { mention, sentence, parties: Vec::new(), class, words: Vec::new() },
        };
        chain.mention = mention;
        chain.sentence = sentence;
        for party in keys {
            if !chain.parties.contains(&party) {
                chain.parties.push(party);
            }
        }
        for word in words {
            if !chain.words.contains(&word) {
                chain.words.push(word);
            }
        }
        self.chains.push(chain);
        if self.chains.len() > MOST_CHAINS {
            self.chains.remove(0);
        }
    }
}

fn classes_fit(class: Class, head: &str, chain: &Chain) -> bool {
    let general =
        matches!(head, "agreement" | "deal" | "accord" | "pact" | "document" | "text" | "framework");
    match (class, chain.class) {
        (Class::CeaseFire, Class::CeaseFire) => true,
        (Class::CeaseFire, _) => chain
            .words
            .iter()
            .any(|word| matches!(word.as_str(), "cease-fire" | "ceasefire" | "truce" | "peace")),
        (_, Class::CeaseFire) => general,
        _ => true,
    }
}

/// Whether a word of a name says nothing of what the agreement is on.
pub(crate) fn is_generic(word: &str) -> bool {
    const GENERIC: &[&str] = &[
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
        "our",
        "such",
        "said",
        "new",
        "bilateral",
        "draft",
        "proposed",
        "final",
        "planned",
        "landmark",
        "historic",
        "major",
        "key",
        "similar",
        "similarly",
        "titled",
        "another",
        "separate",
        "second",
        "third",
        "first",
        "other",
        "long-awaited",
        "long-term",
        "signed",
        "big",
        "important",
        "recent",
        "and",
        "of",
        "on",
        "for",
        "about",
        "between",
        "with",
        "in",
        "to",
        "'s",
        "-",
        ",",
        "/",
        "two",
        "both",
        "countries",
        "sides",
        "neighbours",
        "nations",
        "states",
        "governments",
        "parties",
        "same",
        "whole",
        "full",
        "entire",
        "comprehensive",
        "broad",
        "formal",
        "legally",
        "binding",
        "agreement",
        "treaty",
        "pact",
        "deal",
        "accord",
        "any",
        "some",
        "no",
        "every",
        "each",
        "early",
        "initial",
        "interim",
        "understanding",
        "memorandum",
        "contract",
        "original",
        "current",
        "existing",
        "previous",
        "latest",
        "latter",
        "former",
        "revised",
        "updated",
        "international",
        "joint",
        "future",
        "upcoming",
        "coming",
        "project",
        "document",
        "text",
        "initiative",
        "framework",
        "@p",
        "@t",
        "@a",
        "potential",
        "possible",
        "eventual",
        "fragile",
        "shaky",
        "tentative",
        "so-called",
        "mutual",
        "old",
        "@s",
        "@g",
    ];
    GENERIC.contains(&word)
}
