//! The reasons behind one item of the record, and the exact words it rests on.

use super::paper::{Paper, Style};
use super::{Terminal, copies, said};
use crate::copies::families;
use crate::date;
use crate::edits;
use crate::view::{View, clean, prose};
use crate::words;
use firsthand_story::{Account, Evidence, Record};
use firsthand_text::Span;

/// Characters of context shown on each side of the words.
const CONTEXT: usize = 60;
/// Pieces of evidence shown for one item.
const SHOWN: usize = 24;

/// The reasons and the words behind `id`: an identifier of the record ("a1", "e2", "x1"), or a
/// page's short name or identifier. `None` when nothing has that name.
pub fn why(record: &Record, id: &str, terminal: &Terminal) -> Option<String> {
    let view = View::new(record);
    let mut page = Page { view: &view, paper: terminal.paper() };
    if !page.item(id) && !page.document(id) {
        return None;
    }
    Some(page.paper.finish())
}

struct Page<'v, 'r> {
    view: &'v View<'r>,
    paper: Paper,
}

impl Page<'_, '_> {
    /// Writes what is known of the item `id`; whether there is one.
    fn item(&mut self, id: &str) -> bool {
        let record = self.view.record;
        let view = self.view;
        if let Some((place, account)) = find(&record.accounts, id, |item| &item.id) {
            self.account(place, account);
        } else if let Some((_, passage)) = find(&record.passages, id, |item| &item.id) {
            self.title(
                id,
                &format!("a sentence of the common text; in the dispatch: {}", passage.in_dispatch.as_str()),
            );
            self.evidence(&by_page(&passage.readings));
        } else if let Some((_, edit)) = find(&record.edits, id, |item| &item.id) {
            self.title(id, &format!("{}, {}", edit.class.as_str(), words::edit(edit.kind)));
            self.say(&view.fill(&edit.note));
            for group in edits::groups(view, edit) {
                if group.words.is_empty() {
                    let lacks = edits::lacking(edit.kind, group.documents.len() == 1);
                    self.say(&format!("{} {lacks}", view.names_and(&group.documents)));
                }
                self.evidence(&group.words);
            }
            if !edit.change.is_empty() {
                self.label("in these sentences");
                self.evidence(&edit.readings);
            }
        } else if let Some((_, story)) = find(&record.stories, id, |item| &item.id) {
            self.title(id, &story.title);
            let day = story.date.as_deref().map_or_else(|| "undated".to_string(), date::human);
            let accounts = words::count(story.accounts, "account", "accounts");
            self.say(&format!("{day}; {} in {accounts}", view.names_and(&story.documents)));
        } else if let Some((_, thread)) = find(&record.threads, id, |item| &item.id) {
            self.title(id, &thread.title);
            for why in &thread.why {
                self.say(&view.fill(why));
            }
            for story in thread.stories.iter().filter_map(|&story| record.stories.get(story)) {
                let day = story.date.as_deref().map_or_else(|| "undated".to_string(), date::human);
                self.say(&format!(
                    "{}  {day}  {}  [{}]",
                    story.id,
                    story.title,
                    view.names(&story.documents)
                ));
            }
        } else if let Some((_, entry)) = find(&record.timeline, id, |item| &item.id) {
            let (shape, modality) = words::modality(entry.modality);
            self.title(id, &format!("{}  {shape} {modality}", date::with_weekday(&entry.date)));
            self.say(&format!("because: {}", view.fill(&entry.basis)));
            self.evidence(&entry.time_evidence);
            self.label("told here");
            self.evidence(&entry.evidence);
            self.say(&words::count(entry.accounts, "independent account", "independent accounts"));
        } else if !self.said(id) {
            return self.counted(id);
        }
        true
    }

    /// Statements, claims, conflicts, relations.
    fn said(&mut self, id: &str) -> bool {
        let (view, record) = (self.view, self.view.record);
        if let Some((_, statement)) = find(&record.statements, id, |item| &item.id) {
            let who = statement.speaker.as_ref().map_or("a source without a name", |speaker| &speaker.name);
            self.title(id, &format!("{who}: {}", words::act(statement.act)));
            let mut facts = vec![format!("{} speech", statement.mode.as_str())];
            if !statement.cue.is_empty() {
                facts.push(format!("attributed by \"{}\"", statement.cue));
            }
            facts.extend(statement.date.as_deref().map(|day| format!("said {}", date::human(day))));
            facts.push(words::count(statement.accounts, "independent account", "independent accounts"));
            self.say(&facts.join("; "));
            self.evidence(&statement.evidence);
            self.labelled("the source is named here", &statement.source_evidence);
            self.labelled("words that make it less sure", &statement.hedge);
            self.labelled("said to", statement.to.as_slice());
        } else if let Some((_, claim)) = find(&record.claims, id, |item| &item.id) {
            self.title(id, &format!("\"{}\"", view.quote(claim.clearest)));
            let (least, most) = claim.origins;
            let origins = if least == most { least.to_string() } else { format!("{least} to {most}") };
            self.say(&format!(
                "{} in {}; {origins} original {}",
                words::count(claim.pages, "page", "pages"),
                words::count(claim.accounts, "independent account", "independent accounts"),
                if most == 1 { "source" } else { "sources" }
            ));
            for statement in claim.statements.iter().filter_map(|&at| record.statements.get(at)) {
                let who =
                    statement.speaker.as_ref().map_or("a source without a name", |speaker| &speaker.name);
                self.say(&format!("{}  {who}: {}", statement.id, words::act(statement.act)));
            }
            self.evidence(&claim.evidence);
            self.labelled("told by the page itself", &claim.own_voice);
            for against in claim.against.iter().filter_map(|&at| record.claims.get(at)) {
                self.say(&format!("against it: {}  \"{}\"", against.id, view.quote(against.clearest)));
            }
        } else if let Some((_, conflict)) = find(&record.conflicts, id, |item| &item.id) {
            self.title(
                id,
                &format!("{}: {}", conflict.kind.as_str().replace('-', " "), clean(&conflict.about)),
            );
            for side in &conflict.sides {
                self.labelled(&said::side_head(view, side), &side.evidence);
            }
            if !conflict.left_out_by.is_empty() {
                self.say(&format!("the denial is left out by {}", view.names_and(&conflict.left_out_by)));
            }
        } else {
            return false;
        }
        true
    }

    /// Numbers, agreements, actors.
    fn counted(&mut self, id: &str) -> bool {
        let record = self.view.record;
        let by = |statement: Option<usize>| {
            let statement = record.statements.get(statement?)?;
            let who = statement.speaker.as_ref().map_or("a source without a name", |speaker| &speaker.name);
            Some(format!("says {who} ({})", statement.id))
        };
        if let Some((_, entry)) = find(&record.quantities, id, |item| &item.id) {
            self.title(id, &words::quantity(entry));
            let who = by(entry.by).unwrap_or_else(|| "no source is named".to_string());
            self.say(&format!("{}; {who}", entry.approximation.as_str().replace('-', " ")));
            self.evidence(&entry.evidence);
        } else if let Some((_, agreement)) = find(&record.agreements, id, |item| &item.id) {
            self.title(id, &format!("{}{}", clean(&agreement.name), said::parties(agreement)));
            if let Some(status) = &agreement.status {
                self.say(&words::status(status));
                self.say(words::outcome(status));
            }
            for step in &agreement.steps {
                let day = step.date.as_deref().map_or_else(|| "undated".to_string(), date::human);
                let who = step.by.as_deref().map_or(String::new(), |who| format!(", says {who}"));
                self.labelled(&format!("{day}: {}{who}", words::step(step)), &step.evidence);
            }
            for provision in &agreement.provisions {
                let who = by(provision.by).map_or(String::new(), |who| format!(", {who}"));
                self.labelled(&format!("holds: {}{who}", provision.kind.as_str()), &provision.evidence);
            }
        } else if let Some((_, actor)) = find(&record.actors, id, |item| &item.id) {
            self.title(id, &clean(&actor.name));
            let mut facts = vec![actor.kind.as_str().to_string()];
            facts.extend(actor.role.iter().chain(&actor.country).cloned());
            facts.extend(actor.from.as_deref().map(|day| format!("in this role on {}", date::human(day))));
            facts.extend(actor.to.as_deref().map(|day| format!("to {}", date::human(day))));
            self.say(&facts.join("; "));
            self.evidence(&actor.forms);
        } else {
            return false;
        }
        true
    }

    fn account(&mut self, place: usize, account: &Account) {
        let view = self.view;
        let family = families(view).into_iter().find(|family| family.account == place);
        let Some(family) = family else {
            self.title(&account.id, &format!("{} stands alone", view.names_and(&account.documents)));
            if let Some(dispatch) = &account.dispatch {
                self.say(&view.fill(&dispatch.basis));
            } else {
                self.say("no other page shares its text");
            }
            return;
        };
        self.title(&account.id, &copies::lead(view, account));
        self.say(&copies::root(view, &family, account));
        if let Some(dispatch) = &account.dispatch {
            self.say(&view.fill(&dispatch.basis));
        }
        let mut copied: Vec<_> = account.copied_from.iter().collect();
        copied.sort_by_key(|from| from.document);
        for from in copied {
            let exemplar = from.exemplar.map_or("a text that is not here", |exemplar| view.name(exemplar));
            let share = format!("{:.0} % of its words", f64::from(from.share) * 100.0);
            let sure = words::certainty(from.certainty);
            self.label(&format!("{} from {exemplar}: {share}; direction {sure}", view.name(from.document)));
            for why in &from.why {
                self.say(&view.fill(why));
            }
        }
        let best = |document: Option<usize>| document.map_or("unknown", |document| view.name(document));
        self.say(&format!(
            "most complete: {}; least altered: {}",
            best(account.most_complete),
            best(account.least_altered)
        ));
        let edits = view.record.edits.iter().filter(|edit| edit.account == place).count();
        self.say(&words::count(edits, "edit among its copies", "edits among its copies"));
        let readings: Vec<Evidence> = view
            .record
            .passages
            .iter()
            .filter(|passage| passage.account == place && passage.readings.len() > 1)
            .take(3)
            .flat_map(|passage| by_page(&passage.readings))
            .collect();
        self.labelled("some of what they share", &readings);
    }

    fn document(&mut self, id: &str) -> bool {
        let (view, record) = (self.view, self.view.record);
        let found = record.documents.iter().enumerate().find(|(i, document)| {
            let article = &document.article;
            view.name(*i) == id || article.id == id || article.file.as_deref() == Some(id)
        });
        let Some((i, document)) = found else {
            return false;
        };
        let article = &document.article;
        let file = article.file.as_deref().or(article.url.as_deref()).unwrap_or("");
        self.title(view.name(i), &clean(file));
        if let Some(title) = &article.title {
            self.say(&format!("headline: \"{}\"", clean(title)));
        }
        let published = &document.published;
        let how = words::dating(published.certainty);
        self.label(&format!("published {} ({how})", super::head::published(published)));
        self.say(&view.fill(&published.basis));
        for (step, evidence) in &published.steps {
            self.say(&view.fill(step));
            self.evidence(evidence);
        }
        if let Some(outlet) = &article.outlet {
            self.label(&format!("outlet: {}", clean(&outlet.name)));
            self.say(&outlet.basis);
            self.spans(i, outlet.span.as_slice());
        }
        for credit in &article.credits {
            self.label(&format!("credits {}", clean(&credit.agency)));
            self.spans(i, credit.span.as_slice());
        }
        if !article.furniture.is_empty() {
            let parts = words::count(article.furniture.len(), "part", "parts");
            self.label(&format!("{parts} of the page set aside"));
            for furniture in article.furniture.iter().take(SHOWN) {
                self.say(&format!("{}: {}", furniture.kind.as_str(), furniture.reason));
                self.spans(i, &[furniture.span]);
            }
        }
        true
    }

    fn spans(&mut self, document: usize, spans: &[Span]) {
        let evidence: Vec<Evidence> = spans.iter().map(|&span| Evidence { document, span }).collect();
        self.evidence(&evidence);
    }

    fn title(&mut self, id: &str, words: &str) {
        let id = self.paper.paint(Style::Id, id);
        let words = self.paper.paint(Style::Strong, &clean(words));
        self.paper.text(1, 3, &format!("{id}  {words}"));
    }

    fn label(&mut self, words: &str) {
        let words = self.paper.paint(Style::Head, &clean(words));
        self.paper.text(2, 4, &words);
    }

    fn say(&mut self, words: &str) {
        if !words.is_empty() {
            self.paper.text(3, 5, &prose(words));
        }
    }

    fn labelled(&mut self, label: &str, evidence: &[Evidence]) {
        if !evidence.is_empty() {
            self.label(label);
            self.evidence(evidence);
        }
    }

    /// The words with their place, and what stands around them.
    fn evidence(&mut self, evidence: &[Evidence]) {
        for &item in evidence.iter().take(SHOWN) {
            let text = self.view.text(item.document);
            let (before, after) = around(text, item.span);
            let words = self.paper.paint(Style::Strong, &format!("[{}]", self.view.quote(item)));
            let place = self.paper.paint(Style::Id, &self.view.place(item));
            let line = format!("{place}  {before}{words}{after}");
            self.paper.text(4, 6, &line);
        }
        super::more(&mut self.paper, 4, SHOWN, evidence.len(), "places");
    }
}

/// In order of pages, as the report names them.
fn by_page(evidence: &[Evidence]) -> Vec<Evidence> {
    let mut evidence = evidence.to_vec();
    evidence.sort_unstable();
    evidence
}

/// What stands before and after `span` in its line, cut between words.
fn around(text: &str, span: Span) -> (String, String) {
    let line_start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line_end =
        text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at);
    let before = Span::new(line_start, span.start).of(text);
    let after = Span::new(span.end, line_end).of(text);
    let mut start = 0;
    if let Some((at, _)) = before.char_indices().rev().nth(CONTEXT) {
        start = before.get(at..).and_then(|tail| tail.find(' ')).map_or(before.len(), |space| at + space + 1);
    }
    let mut end = after.len();
    if let Some((at, _)) = after.char_indices().nth(CONTEXT) {
        end = after.get(..at).and_then(|head| head.rfind(' ')).unwrap_or(0);
    }
    let left = before.get(start..).unwrap_or("");
    let right = after.get(..end).unwrap_or("");
    let mut left = format!("{}{}", if start > 0 { "… " } else { "" }, clean(left));
    let mut right = format!("{}{}", clean(right), if end < after.len() { " …" } else { "" });
    if before.ends_with(char::is_whitespace) && !left.is_empty() {
        left.push(' ');
    }
    if after.starts_with(char::is_whitespace) && !right.trim().is_empty() && !right.starts_with(' ') {
        right.insert(0, ' ');
    }
    (left, right)
}

/// The item with identifier `id` and its place.
fn find<'i, T>(items: &'i [T], id: &str, name: impl Fn(&T) -> &String) -> Option<(usize, &'i T)> {
    items.iter().enumerate().find(|(_, item)| name(item) == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_stays_in_its_line() {
        let check = |text: &str, words: &str, left: &str, right: &str| {
            let at = text.find(words).unwrap();
            let (before, after) = around(text, Span::new(at, at + words.len()));
            assert_eq!((before.as_str(), after.as_str()), (left, right));
        };
        check("One.\nThe dam held, he said.\nTwo.", "dam", "The ", " held, he said.");
        check("dam", "dam", "", "");
        check("a \"dam\" b", "dam", "a \"", "\" b");
        let long = format!("{}dam{}", "word ".repeat(30), " word".repeat(30));
        let (before, after) = around(&long, Span::new(150, 153));
        assert!(before.starts_with("… word") && before.ends_with("word ") && before.len() < 70, "{before}");
        assert!(after.starts_with(" word") && after.ends_with("word …") && after.len() < 70, "{after}");
    }
}
