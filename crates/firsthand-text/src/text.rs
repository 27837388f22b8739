//! Characters cut from a larger text, and the way back to it.

use crate::Span;

/// Characters that may have been cut from a larger text (the *origin*): a body from its page.
///
/// Whatever is found in it can be traced to the origin with [`Text::origin`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    string: String,
    /// Where runs of `string` stand in the origin, in order of `string`.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    here: usize,
    origin: usize,
    len: usize,
}

impl Text {
    /// A text that is its own origin.
    pub fn new(string: impl Into<String>) -> Text {
        let string = string.into();
        let pieces = vec![Piece { here: 0, origin: 0, len: string.len() }];
        Text { string, pieces }
    }

    /// The parts `spans` of `whole` in the order given, with `joint` between them.
    ///
    /// The joints have no origin. Spans outside of `whole` give nothing.
    pub fn cut(whole: &str, spans: &[Span], joint: &str) -> Text {
        let mut text = Text::default();
        for span in spans.iter().filter(|span| !span.of(whole).is_empty()) {
            if !text.string.is_empty() {
                text.string.push_str(joint);
            }
            text.pieces.push(Piece { here: text.string.len(), origin: span.start, len: span.len() });
            text.string.push_str(span.of(whole));
        }
        text
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.string.len()
    }

    /// Whether it has no characters.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The spans of the origin on which `span` of this text rests, in order; empty when it covers
    /// only joints. A span over several pieces gives one span a piece.
    pub fn origin(&self, span: Span) -> Vec<Span> {
        let first = self.pieces.partition_point(|piece| piece.here + piece.len <= span.start);
        self.pieces[first..]
            .iter()
            .take_while(|piece| piece.here < span.end)
            .map(|piece| {
                let start = span.start.max(piece.here) - piece.here;
                let end = span.end.min(piece.here + piece.len) - piece.here;
                Span::new(piece.origin + start, piece.origin + end)
            })
            .filter(|span| !span.is_empty())
            .collect()
    }

    /// The spans of the pieces in this text, in order: the paragraphs of a body.
    pub fn pieces(&self) -> impl Iterator<Item = Span> + '_ {
        self.pieces.iter().map(|piece| Span::new(piece.here, piece.here + piece.len))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_over_a_joint_rests_on_two_places() {
        let page = "One.\nAD\nTwo.";
        let body = Text::cut(page, &[Span::new(0, 4), Span::new(8, 12)], "\n\n");
        assert_eq!(body.as_str(), "One.\n\nTwo.");
        assert_eq!(body.origin(Span::new(2, 8)), [Span::new(2, 4), Span::new(8, 10)]);
        assert_eq!(body.origin(Span::new(4, 6)), []);
        assert_eq!(Text::new("abc").origin(Span::new(1, 2)), [Span::new(1, 2)]);
    }

    proptest! {
        #[test]
        fn what_is_cut_stands_in_the_origin(page in "[a-zé“ \n]{0,60}", marks in prop::collection::vec(0usize..60, 0..8)) {
            let mut marks: Vec<usize> = marks.into_iter().filter(|&at| page.is_char_boundary(at.min(page.len()))).map(|at| at.min(page.len())).collect();
            marks.sort_unstable();
            let spans: Vec<Span> = marks.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let text = Text::cut(&page, &spans, "|");
            let back: Vec<Span> = text.origin(Span::new(0, text.len()));
            let again: Vec<&str> = back.iter().map(|span| span.of(&page)).collect();
            prop_assert_eq!(again.join("|"), text.as_str());
        }
    }
}
