//! Characters and the way back to where they came from: spans, words, sentences, folding.
//!
//! This crate lies under all others and knows nothing of news. What it gives:
//!
//! - [`Span`]: a half-open byte range that only means something with its text,
//! - [`Text`]: characters cut from a larger text, with the way back ([`Text::origin`]),
//! - [`tokens`]: words, numbers and marks by Unicode Annex 29,
//! - [`sentences`]: sentence bounds that survive abbreviations, initials, decimals and quotation marks,
//! - [`Folded`]: the form used for comparing, with the way back to the original characters,
//! - [`script`]: what scripts other than Latin need before words can be compared,
//! - [`Offsets`]: byte offsets to Unicode character offsets, which the public record counts in.
//!
//! ```
//! use firsthand_text::{Folded, Span, Text, sentences};
//! let page = "Share this\nThe dam held. “It’s safe,” said Dr. Orr.\nCookies";
//! let end = page.find("\nCookies").unwrap();
//! let body = Text::cut(page, &[Span::new(11, end)], "\n\n");
//! let found = sentences(body.as_str());
//! assert_eq!(found.len(), 2);
//! assert_eq!(body.origin(found[0]), [Span::new(11, 24)]);
//! assert_eq!(Folded::new("“It’s").as_str(), "\"it's");
//! ```

pub mod language;
pub mod script;

mod fold;
mod sentence;
mod span;
mod text;
mod token;

pub use fold::{Folded, fold_char, folded, unaccented};
pub use sentence::sentences;
pub use span::{Offsets, Span};
pub use text::Text;
pub use token::{Token, TokenKind, tokens, words};
