//! A passage of a family word by word: what each document has at each place.
//!
//! In: a record and one of its passages. Out: spots in order, each with its readings and who has them.

use crate::record::{Evidence, PassageEntry, Record};
use firsthand_stemma::apparatus;

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Whether all documents have the same words to the letter.
    pub agree: bool,
    /// Whether white space stands before it.
    pub space: bool,
    /// Its readings, in order of the first document that has each: the words to the letter, empty for
    /// those without any, and the documents.
    pub readings: Vec<(String, Vec<usize>)>,
    /// Where the words stand.
    pub places: Vec<Evidence>,
}

/// Lines up all readings of `passage`, word by word and all documents at once.
pub fn collation(record: &Record, passage: &PassageEntry) -> Vec<Spot> {
    // A reading that runs over a gap in its page is in several pieces.
    let mut readings: Vec<(usize, String, Vec<Evidence>)> = Vec::new();
    for &evidence in &passage.readings {
        let text = record.documents.get(evidence.document).map_or("", |page| page.article.text.as_str());
        let words = evidence.span.of(text);
        match readings.last_mut() {
            Some((document, before, pieces)) if *document == evidence.document => {
                before.push('\n');
                before.push_str(words);
                pieces.push(evidence);
            }
            _ => readings.push((evidence.document, words.to_owned(), vec![evidence])),
        }
    }
    let texts: Vec<&str> = readings.iter().map(|(_, text, _)| text.as_str()).collect();
    let mut ends = vec![0; readings.len()];
    let mut found = Vec::new();
    for spot in apparatus(&texts) {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        let mut places = Vec::new();
        let mut space = false;
        for (at, (document, text, pieces)) in readings.iter().enumerate() {
            let span = spot.spans[at];
            let words = span.of(text);
            if !span.is_empty() {
                space |= text[ends[at]..span.start].contains(char::is_whitespace);
                ends[at] = span.end;
                if let [piece] = pieces[..] {
                    places.push(Evidence { document: *document, span: span.shift(piece.span.start) });
                }
            }
            match groups.iter_mut().find(|(known, _)| known == words) {
                Some((_, documents)) => documents.push(*document),
                None => groups.push((words.to_owned(), vec![*document])),
            }
        }
        found.push(Spot { agree: spot.agree, space, readings: groups, places });
    }
    found
}
