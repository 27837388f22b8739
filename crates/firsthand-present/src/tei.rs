//! The collation as a critical apparatus: TEI P5, parallel segmentation.
//!
//! In: a record. Out: one XML document with a witness list and a division for each family of copies.
//! Each sentence is an `ab`; where its witnesses differ stands an `app` with a `rdg` for each reading, so
//! that the text of any witness can be read off by following its `wit`. A witness without the sentence
//! has an empty reading around it. `cert` of a sentence tells how sure it is that it stood in the dispatch.
//!
//! Characters that XML 1.0 does not allow are left out.

use crate::view::View;
use firsthand_stemma::{EditClass, HeadlineRelation, InDispatch};
use firsthand_story::{Account, EditEntry, PassageEntry, Record, Spot, collation};
use std::fmt::Write as _;

/// All families of `record` as one TEI document.
pub fn tei(record: &Record) -> String {
    let view = View::new(record);
    let families: Vec<(usize, &Account)> =
        record.accounts.iter().enumerate().filter(|(_, account)| account.documents.len() > 1).collect();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
         <teiHeader>\n<fileDesc>\n<titleStmt><title>Collation of copies</title></titleStmt>\n\
         <publicationStmt><p>Made by Firsthand from the pages listed below.</p></publicationStmt>\n\
         <sourceDesc>\n",
    );
    for (_, account) in &families {
        let _ = writeln!(out, "<listWit xml:id=\"wits-{}\">", account.id);
        for &document in &account.documents {
            let page = record.documents.get(document).map(|page| &page.article);
            let file = page.and_then(|page| page.file.as_deref().or(page.url.as_deref())).unwrap_or_default();
            let title = page.and_then(|page| page.title.as_deref());
            let title = title.map_or(String::new(), |title| format!(" <title>{}</title>", escape(title)));
            let outlet = page.and_then(|page| page.outlet.as_ref());
            let outlet = outlet
                .map_or(String::new(), |outlet| format!(" <publisher>{}</publisher>", escape(&outlet.name)));
            let _ = writeln!(
                out,
                "<witness xml:id=\"{}\"><idno>{}</idno>{title}{outlet}</witness>",
                name(document),
                escape(file)
            );
        }
        out.push_str("</listWit>\n");
    }
    out.push_str("</sourceDesc>\n</fileDesc>\n<encodingDesc>\n");
    out.push_str("<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n");
    out.push_str("</encodingDesc>\n</teiHeader>\n<text>\n<body>\n");
    if families.is_empty() {
        out.push_str("<p/>\n");
    }
    for (place, account) in families {
        division(&view, &mut out, place, account);
    }
    out.push_str("</body>\n</text>\n</TEI>\n");
    out
}

fn division(view: &View<'_>, out: &mut String, place: usize, account: &Account) {
    let _ = writeln!(out, "<div n=\"{}\" decls=\"#wits-{}\">", account.id, account.id);
    headlines(view, out, account);
    let edits: Vec<&EditEntry> = view.record.edits.iter().filter(|edit| edit.account == place).collect();
    let mut any = false;
    for passage in view.record.passages.iter().filter(|passage| passage.account == place) {
        sentence(view.record, out, account, passage, &edits);
        any = true;
    }
    if !any {
        out.push_str("<p/>\n");
    }
    out.push_str("</div>\n");
}

fn headlines(view: &View<'_>, out: &mut String, account: &Account) {
    if account.headlines.is_empty() {
        return;
    }
    out.push_str("<head><app>");
    for headline in &account.headlines {
        let page = headline.documents.first().and_then(|&at| view.record.documents.get(at));
        let title = page.and_then(|page| page.article.title.as_deref()).unwrap_or_default();
        let kind = match &headline.relation {
            HeadlineRelation::Form { class, .. } => format!(" type=\"{}\"", class.as_str()),
            _ => String::new(),
        };
        let _ = write!(out, "<rdg wit=\"{}\"{kind}>{}</rdg>", wit(&headline.documents), escape(title));
    }
    out.push_str("</app></head>\n");
}

fn sentence(
    record: &Record,
    out: &mut String,
    account: &Account,
    passage: &PassageEntry,
    edits: &[&EditEntry],
) {
    let sure = match passage.in_dispatch {
        InDispatch::Certain => "high",
        InDispatch::Probable => "medium",
        InDispatch::No => "low",
    };
    let _ = write!(out, "<ab n=\"{}\" cert=\"{sure}\">", passage.id);
    let has = |document: usize| passage.readings.iter().any(|reading| reading.document == document);
    let (have, lack): (Vec<usize>, Vec<usize>) =
        account.documents.iter().copied().partition(|&document| has(document));
    if !lack.is_empty() {
        let _ = write!(out, "<app type=\"sentence\"><rdg wit=\"{}\">", wit(&have));
    }
    for (number, spot) in collation(record, passage).iter().enumerate() {
        if spot.space && number > 0 {
            out.push(' ');
        }
        match &spot.readings[..] {
            [(words, _)] => out.push_str(&escape(words)),
            readings => {
                let class = class_of(spot, edits);
                let class = class.map_or(String::new(), |class| format!(" type=\"{}\"", class.as_str()));
                let _ = write!(out, "<app{class}>");
                for (words, documents) in readings {
                    match words.is_empty() {
                        true => _ = write!(out, "<rdg wit=\"{}\"/>", wit(documents)),
                        false => _ = write!(out, "<rdg wit=\"{}\">{}</rdg>", wit(documents), escape(words)),
                    }
                }
                out.push_str("</app>");
            }
        }
    }
    if !lack.is_empty() {
        let _ = write!(out, "</rdg><rdg wit=\"{}\"/></app>", wit(&lack));
    }
    out.push_str("</ab>\n");
}

/// How much the gravest edit that changes these very words matters.
fn class_of(spot: &Spot, edits: &[&EditEntry]) -> Option<EditClass> {
    let touches = |edit: &&&EditEntry| {
        edit.change.iter().any(|change| {
            let here = |place: &&firsthand_story::Evidence| place.document == change.document;
            spot.places.iter().find(here).is_some_and(|place| place.span.overlaps(change.span))
        })
    };
    edits.iter().filter(touches).map(|edit| edit.class).min()
}

/// "#w1 #w4".
fn wit(documents: &[usize]) -> String {
    documents.iter().map(|&document| format!("#{}", name(document))).collect::<Vec<_>>().join(" ")
}

fn name(document: usize) -> String {
    format!("w{}", document + 1)
}

/// `text` as XML text or attribute, white space as single spaces.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // Not allowed in XML 1.0.
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow() {
        assert_eq!(escape("a < b & \"c\"\u{1}\n>\u{ffff}"), "a &lt; b &amp; &quot;c&quot; &gt;");
        assert_eq!(wit(&[0, 3]), "#w1 #w4");
    }
}
