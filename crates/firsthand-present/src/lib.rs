//! A record in, a string out: JSON for programs, text for a terminal, one HTML page to pass on.
//!
//! Nothing is worked out here that the record doesn't hold, and nothing is paraphrased: what stands
//! in quotation marks stands in a page, and every line can be followed to its words with [`why`].
//! [`FORMATS`] lists the layouts. Same record, same string: no clock, no addresses, no hashes.
//!
//! - [`json()`]: the public record; its layout is documented in `docs/record.md`,
//! - [`terminal()`]: the report as read on a screen of 40 to 100 columns,
//! - [`html()`]: one self-contained page without scripts or outside files,
//! - [`why`]: the reasons and the exact words behind one item,
//! - [`stemma_svg`]: the picture of who copied whom; [`stemmata_svg`] of all families, [`dot()`] as a
//!   graph for other programs, [`stemmata`] on a terminal,
//! - [`collation()`]: what the copies of each family changed, reading beside reading; [`collation_json`]
//!   for programs, [`tei()`] as a critical apparatus.

mod collation;
mod copies;
mod date;
mod dot;
mod edits;
mod html;
mod json;
mod tei;
mod terminal;
mod view;
mod words;

pub use collation::{collation, stemmata};
pub use dot::dot;
pub use html::{html, stemma_svg, stemmata_svg};
pub use json::{collation_json, json};
pub use tei::tei;
pub use terminal::{Terminal, terminal, why};

use firsthand_story::Record;

/// A layout of the record.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name, as asked for: "json".
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// Writes it.
    pub write: fn(&Record) -> String,
}

/// All layouts. A new one is a file of its own and a line here.
pub const FORMATS: &[Format] = &[
    Format { name: "json", media_type: "application/json", extension: "json", write: json },
    Format { name: "html", media_type: "text/html; charset=utf-8", extension: "html", write: html },
    Format { name: "text", media_type: "text/plain; charset=utf-8", extension: "txt", write: plain },
];

fn plain(record: &Record) -> String {
    terminal(record, &Terminal { width: terminal::WIDEST, colour: false, inputs: String::new() })
}
