//! Made-up wire copy without end: dispatches of made-up words and what outlets make of them.
//!
//! In: a seed. Out: articles in order of time. Words follow each other as in a language: how often a
//! word comes falls with its rank (Zipf), each word has its own few words that mostly follow it, and
//! stock phrases recur, so that runs of five words recur among unrelated texts about as often as they do
//! in real news (`index` prints how often). A copy is cut, loses sentences, gets words of its own, other
//! background, a dateline, the lines that its outlet puts under everything. No one's text is in it.
//!
//! Known gaps: nothing is copied at second hand; no two dispatches tell of one event.

/// One article.
#[derive(Clone, Default)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) outlet: usize,
    /// Seconds since the first.
    pub(crate) at: i64,
    /// The number of the dispatch that it is, or is made from.
    pub(crate) dispatch: usize,
}

/// Words there are.
const WORDS: u64 = 60_000;

/// Words that mostly follow a given one.
const FOLLOWERS: u64 = 4000;

/// Stock phrases there are, and how many words they have at most.
const PHRASES: u64 = 20_000;
const PHRASE: u64 = 9;

/// One word in this many begins a stock phrase.
const PHRASE_EVERY: u64 = 40;

/// Outlets there are.
pub(crate) const OUTLETS: usize = 400;

/// Dispatches that are still being copied.
const CURRENT: usize = 300;

/// One article in this many is a dispatch.
const DISPATCH_EVERY: u64 = 7;

/// Seconds between two articles: ten thousand a day.
const APART: i64 = 9;

/// Numbers as if by lot (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone)]
pub(crate) struct Lot(u64);

fn mixed(number: u64) -> u64 {
    let once = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ (twice >> 31)
}

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// One of `0..count`.
    fn of(&mut self, count: u64) -> u64 {
        self.next() % count.max(1)
    }

    /// True once in so many times.
    fn once_in(&mut self, times: u64) -> bool {
        self.of(times) == 0
    }

    /// A number of `0..count`, low ones somewhat more often: each as likely as one over the root of its
    /// place.
    fn low(&mut self, count: u64) -> u64 {
        let even = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((even * even * count as f64) as u64).min(count - 1)
    }

    /// A rank of `0..count`, each as likely as one over its place: low ranks are common.
    fn rank(&mut self, count: u64) -> u64 {
        rank(self.next(), count)
    }
}

fn rank(number: u64, count: u64) -> u64 {
    let even = (number >> 11) as f64 / (1u64 << 53) as f64;
    ((count as f64).powf(even) as u64).saturating_sub(1).min(count - 1)
}

/// The word that stands so many places down the list of those that follow `word`.
fn follower(word: u64, place: u64) -> u64 {
    rank(mixed(word.wrapping_mul(0x1_0001).wrapping_add(place)), WORDS)
}

/// A word by its number: short for common ones.
fn spell(word: u64, text: &mut String) {
    const SYLLABLES: [&str; 20] = [
        "ba", "den", "fi", "gor", "hal", "je", "kin", "lo", "mu", "na", "per", "qui", "ro", "sen", "ta",
        "ul", "ver", "wi", "xa", "zen",
    ];
    let mut left = word + 1;
    while left > 0 {
        text.push_str(SYLLABLES[(left % 20) as usize]);
        left /= 20;
    }
}

/// One sentence.
fn sentence(lot: &mut Lot) -> String {
    let mut text = String::new();
    let mut left = 8 + lot.of(24);
    let mut word = lot.rank(WORDS);
    while left > 0 {
        if lot.once_in(PHRASE_EVERY) {
            let phrase = lot.low(PHRASES);
            let mut own = Lot(phrase);
            for _ in 0..4 + own.of(PHRASE - 4) {
                word = own.rank(WORDS);
                put(word, &mut text);
                left = left.saturating_sub(1);
            }
        }
        word = follower(word, lot.rank(FOLLOWERS));
        put(word, &mut text);
        left = left.saturating_sub(1);
    }
    text.push('.');
    text
}

fn put(word: u64, text: &mut String) {
    if !text.is_empty() {
        text.push(' ');
    }
    spell(word, text);
}

/// The wire.
pub(crate) struct Wire {
    lot: Lot,
    made: usize,
    dispatches: usize,
    /// The latest dispatches with their sentences.
    current: Vec<(usize, Vec<String>)>,
}

impl Wire {
    pub(crate) fn new(seed: u64) -> Wire {
        Wire { lot: Lot(seed), made: 0, dispatches: 0, current: Vec::new() }
    }

    /// The next article.
    pub(crate) fn next(&mut self) -> Article {
        if self.current.is_empty() || self.lot.once_in(DISPATCH_EVERY) {
            return self.dispatch();
        }
        // New ones are copied most.
        let back = self.lot.rank(self.current.len() as u64) as usize;
        let from = self.current.len() - 1 - back;
        self.copy(from)
    }

    /// A new dispatch.
    pub(crate) fn dispatch(&mut self) -> Article {
        let count = 6 + self.lot.of(11);
        let sentences: Vec<String> = (0..count).map(|_| sentence(&mut self.lot)).collect();
        let text = paragraphs(&sentences);
        self.dispatches += 1;
        if self.current.len() == CURRENT {
            self.current.remove(0);
        }
        self.current.push((self.dispatches, sentences));
        self.article(text, OUTLETS, self.dispatches)
    }

    /// A copy of the newest dispatch.
    pub(crate) fn copy_of_newest(&mut self) -> Article {
        let newest = self.current.len() - 1;
        self.copy(newest)
    }

    fn copy(&mut self, from: usize) -> Article {
        let lot = &mut self.lot;
        let (dispatch, sentences) = &self.current[from];
        let outlet = lot.of(OUTLETS as u64) as usize;
        let mut kept: Vec<String> = sentences.clone();
        if lot.once_in(2) {
            kept.truncate((kept.len() as u64 * (3 + lot.of(7)) / 10).max(2) as usize);
        }
        let light = lot.once_in(5);
        if !light {
            kept.retain(|_| !lot.once_in(12));
            for one in &mut kept {
                *one = reworded(one, lot);
            }
        }
        if lot.once_in(6) {
            for _ in 0..1 + lot.of(3) {
                let at = lot.of(kept.len() as u64 + 1) as usize;
                kept.insert(at, sentence(lot));
            }
        }
        if lot.once_in(3)
            && let Some(first) = kept.first_mut()
        {
            let mut line = String::new();
            put(lot.of(300), &mut line);
            *first = format!("{} - {first}", line.to_uppercase());
        }
        let mut own = Lot(outlet as u64 | 1 << 40);
        for _ in 0..own.of(3) {
            kept.push(sentence(&mut own));
        }
        let (text, dispatch) = (paragraphs(&kept), *dispatch);
        self.article(text, outlet, dispatch)
    }

    fn article(&mut self, text: String, outlet: usize, dispatch: usize) -> Article {
        self.made += 1;
        let id = format!("w{:07}", self.made);
        Article { id, text, outlet, at: self.made as i64 * APART, dispatch }
    }
}

/// A sentence with one word in thirty put another way.
fn reworded(sentence: &str, lot: &mut Lot) -> String {
    let mut text = String::with_capacity(sentence.len());
    for word in sentence.split(' ') {
        if lot.once_in(30) {
            put(lot.rank(WORDS), &mut text);
        } else {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
    text
}

fn paragraphs(sentences: &[String]) -> String {
    let parts: Vec<String> = sentences.chunks(2).map(|pair| pair.join(" ")).collect();
    parts.join("\n\n")
}
