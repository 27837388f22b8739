//! The pages' own texts, with an anchor at every place that the report links to.

use super::Report;
use crate::view::clean;
use firsthand_read::Article;
use firsthand_story::{Document, Evidence};
use firsthand_text::Span;
use maud::{Markup, PreEscaped, html as markup};

/// A part of a page: headline, a paragraph of the article, or furniture with its kind.
struct Part<'a> {
    span: Span,
    /// How the part is set.
    class: Option<&'static str>,
    furniture: Option<(&'a str, &'a str)>,
}

impl Report<'_> {
    /// All pages, in order. To be called last: anchors are made for what was linked before.
    pub(super) fn pages(&self) -> Markup {
        markup! {
            p { "What stands beside an article on its page is folded, with the reason why it was set aside." }
            @for (i, document) in self.view.record.documents.iter().enumerate() { (self.page(i, document)) }
        }
    }

    fn page(&self, i: usize, document: &Document) -> Markup {
        let article = &document.article;
        let mut facts: Vec<String> = Vec::new();
        facts.extend(article.outlet.iter().map(|outlet| format!("{} ({})", outlet.name, outlet.basis)));
        facts.extend((!article.byline.is_empty()).then(|| format!("by {}", article.byline.join(", "))));
        facts.extend(article.credits.iter().map(|credit| format!("credits {}", credit.agency)));
        facts.extend(article.url.clone());
        let linked: Vec<Span> = {
            let from = Evidence { document: i, span: Span::new(0, 0) };
            let to = Evidence { document: i + 1, span: Span::new(0, 0) };
            self.linked.borrow().range(from..to).map(|evidence| evidence.span).collect()
        };
        let parts = parts(article);
        let mut pieces = self.marked(i, article.text.as_str(), &parts, &linked).into_iter();
        let mut groups: Vec<Markup> = Vec::new();
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            if part.furniture.is_none() {
                let text = pieces.next().unwrap_or_default();
                groups.push(markup! { p class=[part.class] { (PreEscaped(text)) } });
                at += 1;
                continue;
            }
            let run: Vec<(&Part<'_>, String)> = parts
                .iter()
                .skip(at)
                .take_while(|part| part.furniture.is_some())
                .map(|part| (part, pieces.next().unwrap_or_default()))
                .collect();
            at += run.len();
            groups.push(furniture(&run));
        }
        let language = article.language.as_deref();
        let file = article.file.as_deref().or(article.url.as_deref()).unwrap_or(&article.id);
        markup! {
            article class="page" {
                h3 id={ "d" (i) } { (self.view.name(i)) @if let Some(title) = &article.title { " – " span lang=[language] { (clean(title)) } } }
                p class="soft" { (clean(file)) @for fact in &facts { " · " (clean(fact)) } }
                div lang=[language] { @for group in &groups { (group) } }
                // Words that stand in no part, after the last one.
                @for rest in pieces { (PreEscaped(rest)) }
            }
        }
    }

    /// The text of each part, escaped, with a `<span id>` around what was linked. Spans that cross
    /// others or the end of their part get an empty one at their start. The last string holds
    /// anchors of what stands behind all parts.
    fn marked(&self, document: usize, text: &str, parts: &[Part<'_>], linked: &[Span]) -> Vec<String> {
        let mut spans: Vec<Span> = linked.to_vec();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let anchor = |span: Span| self.anchor(Evidence { document, span });
        let mut next = spans.iter().copied().peekable();
        let mut out: Vec<String> = Vec::with_capacity(parts.len() + 1);
        for part in parts {
            let mut piece = String::new();
            let mut open: Vec<Span> = Vec::new();
            let mut at = part.span.start;
            while let Some(span) = next.next_if(|span| span.start < part.span.end) {
                if span.start < part.span.start {
                    piece.push_str(&point(&anchor(span)));
                    continue;
                }
                close(&mut piece, &mut open, &mut at, text, span.start);
                escape(&mut piece, Span::new(at, span.start).of(text));
                at = span.start;
                let limit = open.last().map_or(part.span.end, |outer| outer.end);
                if span.end > limit || span.is_empty() {
                    piece.push_str(&point(&anchor(span)));
                } else {
                    piece.push_str(&format!("<span id=\"{}\">", anchor(span)));
                    open.push(span);
                }
            }
            close(&mut piece, &mut open, &mut at, text, part.span.end);
            escape(&mut piece, Span::new(at, part.span.end).of(text));
            out.push(piece);
        }
        out.push(next.map(|span| point(&anchor(span))).collect());
        out
    }
}

/// Ends the spans that end before `to`, with the text up to there.
fn close(piece: &mut String, open: &mut Vec<Span>, at: &mut usize, text: &str, to: usize) {
    while let Some(span) = open.pop_if(|span| span.end <= to) {
        escape(piece, Span::new(*at, span.end).of(text));
        *at = span.end.max(*at);
        piece.push_str("</span>");
    }
}

fn point(anchor: &str) -> String {
    format!("<span class=\"point\" id=\"{anchor}\"></span>")
}

/// Paragraphs and furniture in order of the page, each character in one of them at most.
fn parts(article: &Article) -> Vec<Part<'_>> {
    let body = article.body.iter().map(|&span| Part { span, class: None, furniture: None });
    let head = [(article.title_span, "headline"), (article.dek_span, "dek")];
    let head = head
        .into_iter()
        .filter_map(|(span, class)| Some(Part { span: span?, class: Some(class), furniture: None }));
    let rest = article.furniture.iter().map(|part| Part {
        span: part.span,
        class: None,
        furniture: Some((part.kind.as_str(), part.reason.as_str())),
    });
    let mut parts: Vec<Part<'_>> =
        head.chain(body).chain(rest).filter(|part| !part.span.is_empty()).collect();
    parts.sort_by_key(|part| (part.span.start, part.furniture.is_some()));
    let mut end = 0;
    parts.retain_mut(|part| {
        part.span = Span::new(part.span.start.max(end), part.span.end);
        end = end.max(part.span.end);
        !part.span.is_empty()
    });
    parts
}

/// Neighbouring furniture folded together.
fn furniture(run: &[(&Part<'_>, String)]) -> Markup {
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, _) in run.iter().filter_map(|(part, _)| part.furniture) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    markup! {
        details class="furniture" {
            summary { "set aside: " (kinds.join(", ")) " (" (run.len()) ")" }
            @for (part, text) in run {
                @let (kind, reason) = part.furniture.unwrap_or_default();
                p title=(clean(reason)) { span class="tag" { (kind) } " " (PreEscaped(text)) }
            }
        }
    }
}

/// Appends `text` with nothing in it that could be markup, and without characters that HTML forbids.
fn escape(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(char),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => out.push('\u{FFFD}'),
            other if other.is_control() => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_is_no_markup() {
        let check = |text: &str, escaped: &str| {
            let mut out = String::new();
            escape(&mut out, text);
            assert_eq!(out, escaped);
        };
        check("<script>a&b</script>", "&lt;script&gt;a&amp;b&lt;/script&gt;");
        check("\" onload=", "&quot; onload=");
        check("a\u{0}\u{1b}b\u{202E}c", "a\u{FFFD}\u{FFFD}b\u{FFFD}c");
        check("one\n\ttwo", "one\n\ttwo");
    }
}
