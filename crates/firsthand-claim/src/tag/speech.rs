//! Parts of speech.
//!
//! In: the words of one sentence. Out: the tag of each: part of speech of Universal Dependencies with
//! the form that the Penn Treebank tells apart. An averaged structured perceptron (Collins 2002) of
//! second order over hashed features. What it was trained on and how well it does stands in
//! `models/tagger/MODEL.md`.

use super::chain::{START, Scores, best};
use super::form::Form;
use super::linear::{Linear, MOST_TAGS, key};

static MODEL: Linear<'static> = Linear::open(include_bytes!("../../models/tagger/weights.bin"));

/// What a tag may lose against the best by itself and still win in the sentence, in the points of
/// the file's weights. On the treebank's dev part 60 gives .947 of the tags right, 120 .950 and 200
/// .950; 120 takes half as long again, 200 more than twice as long.
const MARGIN: i32 = 60;

/// A part of speech of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of universaldependencies.org/u/pos")]
pub enum Part {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// The tags that the model tells apart: part of speech and Penn tag. Marks and symbols have one each.
const TAGS: &[(Part, &str)] = &[
    (Part::Noun, "NN"),
    (Part::Noun, "NNS"),
    (Part::Adp, "IN"),
    (Part::Adp, "RP"),
    (Part::Det, "DT"),
    (Part::Det, "WDT"),
    (Part::Pron, "PRP"),
    (Part::Pron, "PRP$"),
    (Part::Pron, "WDT"),
    (Part::Pron, "DT"),
    (Part::Pron, "WP"),
    (Part::Pron, "NN"),
    (Part::Pron, "EX"),
    (Part::Propn, "NNP"),
    (Part::Propn, "NNPS"),
    (Part::Adj, "JJ"),
    (Part::Adj, "JJR"),
    (Part::Adj, "JJS"),
    (Part::Adv, "RB"),
    (Part::Adv, "WRB"),
    (Part::Adv, "RBR"),
    (Part::Adv, "RBS"),
    (Part::Verb, "VB"),
    (Part::Verb, "VBN"),
    (Part::Verb, "VBD"),
    (Part::Verb, "VBG"),
    (Part::Verb, "VBP"),
    (Part::Verb, "VBZ"),
    (Part::Aux, "MD"),
    (Part::Aux, "VBZ"),
    (Part::Aux, "VBP"),
    (Part::Aux, "VBD"),
    (Part::Aux, "VB"),
    (Part::Aux, "VBN"),
    (Part::Aux, "VBG"),
    (Part::Part, "TO"),
    (Part::Part, "RB"),
    (Part::Part, "POS"),
    (Part::Cconj, "CC"),
    (Part::Sconj, "IN"),
    (Part::Num, "CD"),
    (Part::Intj, "UH"),
    (Part::Punct, "."),
    (Part::Sym, "SYM"),
    (Part::X, "FW"),
];

/// The tag of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pos(u8);

impl Pos {
    /// How many there are; [`Pos::at`] takes numbers below.
    pub const COUNT: usize = TAGS.len();

    /// The tag of a number.
    pub fn at(number: usize) -> Pos {
        Pos(number.min(TAGS.len() - 1) as u8)
    }

    /// Its number.
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// The part of speech.
    pub fn part(self) -> Part {
        TAGS[usize::from(self.0)].0
    }

    /// The Penn Treebank's tag ("VBD"); "." for every mark, "SYM" for every symbol.
    pub fn penn(self) -> &'static str {
        TAGS[usize::from(self.0)].1
    }

    /// The tag of a treebank's pair, such as `("VERB", "VBD")`; where the model doesn't tell a Penn tag
    /// apart, the commonest tag of the part of speech. `None` for a part of speech that isn't one.
    pub fn of_treebank(part: &str, penn: &str) -> Option<Pos> {
        let same = |tag: &&(Part, &str)| tag.0.as_str() == part;
        let exact = TAGS.iter().position(|tag| same(&tag) && tag.1 == penn);
        exact.or_else(|| TAGS.iter().position(|tag| same(&tag))).map(|at| Pos(at as u8))
    }
}

impl Part {
    /// As Universal Dependencies writes it ("PROPN").
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Adj => "ADJ",
            Part::Adp => "ADP",
            Part::Adv => "ADV",
            Part::Aux => "AUX",
            Part::Cconj => "CCONJ",
            Part::Det => "DET",
            Part::Intj => "INTJ",
            Part::Noun => "NOUN",
            Part::Num => "NUM",
            Part::Part => "PART",
            Part::Pron => "PRON",
            Part::Propn => "PROPN",
            Part::Punct => "PUNCT",
            Part::Sconj => "SCONJ",
            Part::Sym => "SYM",
            Part::Verb => "VERB",
            Part::X => "X",
        }
    }
}

/// The tags of a sentence. Linear.
pub fn parts(forms: &[Form]) -> Vec<Pos> {
    parts_by(&MODEL, forms)
}

/// The tags of a sentence by the weights of `model`.
pub fn parts_by(model: &Linear<'_>, forms: &[Form]) -> Vec<Pos> {
    best(forms.len(), &Sentence { model, forms }).into_iter().map(Pos).collect()
}

struct Sentence<'m> {
    model: &'m Linear<'m>,
    forms: &'m [Form],
}

impl Scores for Sentence<'_> {
    fn tags(&self) -> usize {
        Pos::COUNT
    }
    fn margin(&self) -> i32 {
        MARGIN
    }
    fn certain(&self, at: usize) -> Option<u8> {
        self.model.row(certain_key(&self.forms[at])).first().copied()
    }
    fn token(&self, at: usize, scores: &mut [i32; MOST_TAGS]) {
        token_keys(self.forms, at, &mut |key| self.model.add(key, scores));
    }
    fn after(&self, at: usize, before: u8, last: u8, scores: &mut [i32; MOST_TAGS]) {
        after_keys(self.forms, at, before, last, &mut |key| self.model.add(key, scores));
    }
}

/// The key under which the model holds the tag of a word that has no other.
pub fn certain_key(form: &Form) -> u64 {
    key(60, form.lower, 0)
}

/// Keys of what speaks for the tag of word `at` by itself.
#[inline]
pub fn token_keys(forms: &[Form], at: usize, each: &mut impl FnMut(u64)) {
    let edge = |by: isize| at.checked_add_signed(by).and_then(|at| forms.get(at));
    let lower = |by: isize| edge(by).map_or(by as u64, |form| form.lower);
    let word = &forms[at];
    let opens = u64::from(at == 0);
    let (last, next) = (lower(-1), lower(1));
    each(key(1, word.lower, 0));
    each(key(2, word.exact, 0));
    for (number, part) in word.prefix.iter().enumerate().skip(1) {
        each(key(3 + number as u64, *part, 0));
    }
    for (number, part) in word.suffix.iter().enumerate() {
        each(key(6 + number as u64, *part, u64::from(word.capital)));
    }
    each(key(10, word.shape, opens));
    if word.capital {
        let class = u64::from(word.class);
        each(key(25, class, opens));
        each(key(26, class, edge(1).map_or(1, |next| u64::from(next.class) << 1 | u64::from(next.capital))));
        each(key(27, class, edge(-1).map_or(1, |last| u64::from(last.class) << 1 | u64::from(last.capital))));
    }
    each(key(11, last, 0));
    each(key(12, next, 0));
    each(key(13, lower(-2), 0));
    each(key(14, lower(2), 0));
    each(key(15, last, word.lower));
    each(key(16, word.lower, next));
    each(key(17, last, next));
    each(key(18, word.suffix[2], next));
    each(key(19, word.suffix[2], last));
    if let Some(next) = edge(1) {
        each(key(20, next.suffix[2], 0));
        each(key(21, next.shape, word.shape));
        each(key(22, next.suffix[1], word.suffix[2]));
    }
    if let Some(last) = edge(-1) {
        each(key(23, last.suffix[2], 0));
        each(key(24, last.shape, word.shape));
    }
}

/// Keys of what speaks for the tag of word `at` after tags `before` and `last`.
#[inline]
pub fn after_keys(forms: &[Form], at: usize, before: u8, last: u8, each: &mut impl FnMut(u64)) {
    let (before, last) = (u64::from(before), u64::from(last));
    let word = &forms[at];
    each(key(40, last, 0));
    each(key(41, last, before));
    each(key(42, last, word.lower));
    each(key(43, last, word.suffix[2]));
    each(key(44, last, forms.get(at + 1).map_or(1, |next| next.lower)));
}

/// A tag before the first word of a sentence.
pub const BEFORE: u8 = START;
