//! Flags and their help.

use clap::{Args, Parser, Subcommand};
use firsthand_read::Pace;
use firsthand_read::container::Fields;
use std::path::PathBuf;

/// One sourced record from a pile of news coverage.
///
/// Point it at a folder of saved pages: it separates the articles from their page furniture, finds
/// which of them are copies of one text and what each copy changed, and sets out who says what,
/// since when, and in how many independent accounts. It works on this machine alone and never
/// touches the network.
#[derive(Debug, Parser)]
#[command(
    name = "firsthand",
    version,
    max_term_width = 100,
    after_help = "\
Start with:
  firsthand demo                    a made-up river dispute told by twelve pages
  firsthand read FOLDER             the same for your own pages
  firsthand help read               all that `read` takes

Exit codes: 0 a record was made, 1 nothing to report, 2 it didn't work."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages and report what they say, who says it and in how many accounts.
    ///
    /// Takes files and folders, and tells what they are by their content:
    ///   pages       HTML, plain text, Markdown, saved HTTP answers, .mht
    ///   feeds       RSS, Atom, JSON Feed: the items that carry their full text
    ///   crawls      WARC, WET, WACZ, compressed or not
    ///   documents   JSON lines, one document a line, and lists of them; see --fields
    ///   newsletters e-mail messages (.eml)
    ///   news items  NewsML-G2, NITF, ninjs
    /// any of them gzipped or in a ZIP. Containers may be larger than the memory.
    ///
    /// Folders are read with all that lies below them. Markdown that lies beside other pages in a
    /// folder is taken for notes about them; name it to have it read. What can't be read is named on
    /// standard error and the rest goes on. The order in which paths are given doesn't change the
    /// report.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand read clippings/                        the report, for reading
  firsthand read a.html b.html notes.txt           some files
  curl -s https://example.org/a | firsthand read - one page from standard input
  firsthand read crawl.warc.gz archive.wacz feed.xml
  firsthand read corpus.jsonl --fields text=body,title=headline
  firsthand read clippings/ --html report.html     one self-contained page to pass on
  firsthand read clippings/ --json > record.json   everything, with the place of every word
  firsthand read clippings/ --json | jq '.conflicts[].about'

Every quotation in the report stands to the letter in the page it names. To ask for the reasons
behind a line of the report: `firsthand why ID clippings/`.

Exit codes: 0 a record was made, 1 no readable article, 2 it didn't work."
    )]
    Read {
        #[command(flatten)]
        input: Paths,
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        run: Run,
    },

    /// Report on the sample that comes with the program: a made-up river dispute in twelve pages.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand demo
  firsthand demo --html demo.html
  firsthand why x1 --demo"
    )]
    Demo {
        #[command(flatten)]
        output: Output,
        #[command(flatten)]
        run: Run,
    },

    /// Say why one line of a report is there: the reasons, and the words it rests on.
    ///
    /// The report is made again from the same pages, so the identifiers are the same.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand why a1 clippings/      why these pages are one account
  firsthand why e2 clippings/      why this edit is classed as it is
  firsthand why c3 --demo          the same for the sample

Identifiers start with: a account, p passage, e edit, s story, t thread, v timeline, q statement,
c claim, x conflict, n number, g agreement, k person or body. A page's name as the report gives it
does as well."
    )]
    Why {
        /// What to explain, as the report names it: a1, e2, x1 …
        id: String,
        /// The pages of the report: files, folders, or - for standard input.
        #[arg(value_name = "PATH", required_unless_present = "demo")]
        paths: Vec<PathBuf>,
        /// Which fields of documents are what, as for the report.
        #[arg(long, value_name = "NAME=FIELD,…", value_parser = Fields::parse)]
        fields: Option<Fields>,
        /// Explain a line of `firsthand demo`.
        #[arg(long, conflicts_with = "paths")]
        demo: bool,
        #[command(flatten)]
        look: Look,
        #[command(flatten)]
        run: Run,
    },

    /// Stage: the article of each page, as JSON lines.
    ///
    /// Prints {"id", "file", "url", "canonical", "text", "title", "dek", "byline", "section",
    /// "published", "modified", …} a page, as they are read; id is the file's name without its
    /// extension, or what the page is called in its container; text is the article's paragraphs, parted
    /// by blank lines, and empty where the page holds no article: "notices" then has why.
    #[command(verbatim_doc_comment)]
    Pages(Stage),

    /// Stage: which lines of a text are article (true) and which page furniture, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id" and "text". Prints {"id", "body": [true, false, …]},
    /// one value for each line.
    #[command(verbatim_doc_comment)]
    Lines(Stage),

    /// Stage: which texts are copies of each other, as JSON lines.
    ///
    /// Takes pages, JSON lines with "id", "text" and if known "title", "outlet", "published", or a
    /// folder that holds such lines in docs.jsonl. Prints {"a", "b", "passages": [[start_a, end_a,
    /// start_b, end_b], …]} a pair and {"id", "account", "exemplar"} a text; exemplar is an id,
    /// "lost" when the text copied from isn't there, null when nothing was copied.
    #[command(verbatim_doc_comment)]
    Copies(Stage),

    /// What the copies of one text changed, reading beside reading.
    ///
    /// Takes what `copies` takes: pages, JSON lines with "id" and "text", or folders of them; - reads
    /// JSON lines from standard input. Prints for each family of copies the headlines that differ and
    /// the edits that change the meaning, each with the words of every group of texts that read alike.
    /// Identifiers are those of `firsthand read` and `firsthand why`.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand collate a.html b.html c.txt            what changes the meaning
  firsthand collate clippings/ --all               every sentence with all that became of it
  firsthand collate clippings/ --tei > copies.xml  a critical apparatus (TEI P5)

Exit codes: 0 copies were found, 1 there are none, 2 it didn't work."
    )]
    Collate {
        #[command(flatten)]
        input: Paths,
        /// Every sentence of the common text, how sure it is, and all edits.
        #[arg(long)]
        all: bool,
        /// Print JSON: each sentence word by word, headlines, and edits (of meaning; with --all all).
        #[arg(long, conflicts_with = "tei")]
        json: bool,
        /// Print a critical apparatus in TEI P5, parallel segmentation; always with all that differs.
        #[arg(long)]
        tei: bool,
        #[command(flatten)]
        look: Look,
        #[command(flatten)]
        run: Run,
    },

    /// Who copied whom: the stemma of each family of copies, as a tree.
    ///
    /// Takes what `copies` takes: pages, JSON lines with "id" and "text", or folders of them; - reads
    /// JSON lines from standard input. Texts that are not among them are named as lost.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand stemma clippings/                          trees, with the reasons
  firsthand stemma clippings/ --svg > stemma.svg       a picture
  firsthand stemma clippings/ --dot | dot -Tpdf > s.pdf  for Graphviz

Exit codes: 0 copies were found, 1 there are none, 2 it didn't work."
    )]
    Stemma {
        #[command(flatten)]
        input: Paths,
        /// Print a graph in DOT, for Graphviz and others.
        #[arg(long, conflicts_with = "svg")]
        dot: bool,
        /// Print a picture in SVG.
        #[arg(long)]
        svg: bool,
        #[command(flatten)]
        look: Look,
        #[command(flatten)]
        run: Run,
    },

    /// Stage: which texts tell the same story, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id", "title", "text" and "date". Prints {"id", "story"}.
    #[command(verbatim_doc_comment)]
    Stories(Stage),

    /// Stage: time expressions with their TIMEX3 values, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id", "text" and "dct", the day of publication. Prints
    /// {"id", "times": [{"start", "end", "type", "value", "mod", "days", "modality", "basis"}],
    /// "ranges": [{"start", "end", "from", "to"}]}; offsets count Unicode characters. "days" are the
    /// first and last day that a date may mean, null where nothing anchors it; "basis" says how the
    /// value was reached, or why it stays open. A range joins two of the times, counted from 0.
    ///
    /// With "language" in a line, that language is read: en in full, de for its calendar dates.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  echo '{\"id\": \"a\", \"text\": \"They meet on Friday.\", \"dct\": \"2023-05-17\"}' | firsthand times -
  firsthand times clippings/ | jq -c '.times[] | [.value, .basis]'"
    )]
    Times(Stage),

    /// Stage: numbers with what they count or measure, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id", "text" and if known "dct", the day of publication. Prints
    /// {"id", "quantities": […], "numbers": […]}; offsets count Unicode characters.
    ///
    /// A quantity has its place ("start", "end", words of approximation and unit included), its "value"
    /// and, for ranges and words like "hundreds", its "upper" value; "approximation" (exact, about,
    /// at-least, more-than, at-most, less-than, order-of-magnitude); "kind" (count, share, percentage,
    /// percentage-points, basis-points, money, or what it measures: length, mass, …); "unit" (the words),
    /// "code" (its symbol, or ISO 4217 code where the words tell the country), "si" and "siUnit" (the value in SI
    /// units); "counted" (the words counted and where), "head" (their noun) and "per" ("a day").
    /// "numbers" has every number with its "role": quantity, ordinal, age, time, label, name, code, score,
    /// phone, address, table, list, pronoun, or bare when nothing that it counts was found.
    ///
    /// With "language" in a line, its numbers alone are read: {"id", "numbers": [{"start", "end", "value",
    /// "kind"}]}. Tables are there for en and de.
    #[command(
        verbatim_doc_comment,
        after_help = "\
Examples:
  firsthand quantities page.html | jq '.quantities[] | {value, unit, approximation}'
  echo '{\"id\":\"a\",\"text\":\"Some 300 farmers lost $2m.\"}' | firsthand quantities -"
    )]
    Quantities(Stage),

    /// Stage: who says what, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id" and "text". Prints {"id", "attributions": [{"source",
    /// "cue", "content"}]}, each a list of [start, end] in Unicode characters.
    #[command(verbatim_doc_comment)]
    Attributions(Stage),

    /// Stage: who did what to whom, by PLOVER type, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id" and "text". Lines with "source" and "target" (the words
    /// that name the actors) give {"id", "event"}; others {"id", "events": [{"event", …}]}.
    #[command(verbatim_doc_comment)]
    Events(Stage),

    /// Stage: who is named: people, bodies, governments and places, as JSON lines.
    ///
    /// Takes pages, or JSON lines with "id" and "text", and "dct" if known. Prints {"id", "actors",
    /// "names", "offices", "unresolved"}; offsets count Unicode characters.
    ///
    /// actors: {"name", "kind", "role", "country", "forms"} by first mention. forms are all places that
    /// mean the actor: full and short names, "the minister", "she". kind is person, organisation,
    /// government (also a capital that stands for one), place or unnamed ("two officials").
    /// names: {"start", "end", "kind", "actor"}, each name by itself, without title and office; actor is
    /// a place in actors, null when no rule says who is meant.
    /// offices: {"holder", "role", "country", "date", "start", "end"}: who holds which office by this
    /// text, on its day of publication, and the words that say so.
    /// unresolved: [start, end] of pronouns and role phrases whose meaning could not be told.
    #[command(verbatim_doc_comment)]
    Actors(Stage),
}

/// Where pages come from.
#[derive(Debug, Args)]
pub(crate) struct Paths {
    /// Files and folders to read; - reads a page or a container from standard input.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Which fields of JSON documents (or columns of Parquet) are what: text=body,title=headline.
    ///
    /// Names: id, text, html, title, url, published, modified, captured, outlet, byline, dek,
    /// language, section. Dots go into objects: url=meta.link. Fields that aren't named are found
    /// under their usual names.
    #[arg(long, value_name = "NAME=FIELD,…", value_parser = Fields::parse, verbatim_doc_comment)]
    pub(crate) fields: Option<Fields>,
}

/// What is made of the record.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Print the whole record as JSON, with the place of every word.
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the report to FILE as one self-contained page, instead of printing it.
    ///
    /// It holds no scripts and fetches nothing. FILE is replaced whole or not at all.
    /// With --json, both are made.
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: Look,
}

/// How printed text looks.
#[derive(Debug, Args)]
pub(crate) struct Look {
    /// Columns of the printed report; else those of the terminal; 100 at most.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..))]
    pub(crate) width: Option<u16>,
    /// No colour. It is also left out when NO_COLOR is set or the output isn't a terminal.
    #[arg(long)]
    pub(crate) no_color: bool,
}

/// How the work is done.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Threads to work on; else one for each processor. The result is the same.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// No progress and no notices on standard error; errors still show.
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Let general knowledge date pages that state no date: a table of who headed which state or
    /// government when. Each step that rests on it says so.
    #[arg(long, verbatim_doc_comment)]
    pub(crate) know: bool,
    /// Read web pages in less time, a little less surely.
    ///
    /// Each block of a page is judged once instead of twice, and what stands far from the article
    /// isn't looked through for its outlet, date and credits.
    #[arg(long, verbatim_doc_comment)]
    pub(crate) fast: bool,
}

impl Run {
    /// How much care a page gets.
    pub(crate) fn pace(&self) -> Pace {
        if self.fast { Pace::Fast } else { Pace::Usual }
    }
}

/// A stage by itself.
#[derive(Debug, Args)]
pub(crate) struct Stage {
    #[command(flatten)]
    pub(crate) input: Paths,
    #[command(flatten)]
    pub(crate) run: Run,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn flags_are_consistent() {
        Cli::command().debug_assert();
    }
}
