//! From judged blocks to an article: body, furniture, and what furniture tells before it is set aside.
//!
//! In: text, blocks, and what markup has already said (all `None` for plain text). Out: the article.
//! Every block ends as body, headline, dek or furniture with a kind and a reason.

use crate::FurnitureKind::{self, *};
use crate::block::Block;
use crate::dates::{self, Candidate, Clock, Order};
use crate::furniture::{Line, Verdict, masthead, strokes};
use crate::head::Head;
use crate::judged::{Judged, judged};
use crate::{Article, Capture, Credit, Furniture, Notice, Outlet, Stated, authors, byline, credit, dateline};
use firsthand_text::{Span, Text, language};
use jiff::tz::TimeZone;
use std::ops::Range;

/// What markup says of the page, before its text is looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) url: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) outlet: Option<Outlet>,
    pub(crate) published: Option<Stated>,
    pub(crate) modified: Option<Stated>,
    /// Dates in the markup, to be weighed with those of the text; not looked at where `published` says it.
    pub(crate) dates: Vec<Candidate>,
    /// Which number of a date the page puts first.
    pub(crate) order: Order,
    /// Where and when the page was made.
    pub(crate) clock: Clock,
    pub(crate) credits: Vec<Credit>,
    /// Whether only what stands beside the article is looked at.
    pub(crate) brief: bool,
}

/// Fewest words of a block above the headline that can be article.
const SHORTEST_ABOVE: usize = 16;

/// Blocks above and below the article that stand beside it: headline, byline, dates and credits do.
const ABOVE: usize = 30;
const BELOW: usize = 12;

/// The blocks that stand beside those the model holds to be article, and these; all where it has
/// nothing to say.
fn beside(blocks: &[Block]) -> Range<usize> {
    let chosen = |block: &Block| block.hint.article.is_none_or(|(chosen, _)| chosen);
    match (blocks.iter().position(chosen), blocks.iter().rposition(chosen)) {
        (Some(first), Some(last)) => first.saturating_sub(ABOVE)..(last + 1 + BELOW).min(blocks.len()),
        _ => 0..blocks.len().min(ABOVE + BELOW),
    }
}

/// Makes the article of a page.
pub(crate) fn article(
    capture: &Capture,
    text: String,
    blocks: &[Block],
    mut told: Told,
    notices: Vec<Notice>,
) -> Article {
    told.clock.captured = capture.captured.map(|at| at.to_zoned(TimeZone::UTC).date());
    let looked_at = if told.brief { beside(blocks) } else { 0..blocks.len() };
    let Judged { lines, verdicts, head, mut labels } =
        judged(&text, blocks, told.title.as_deref(), &looked_at);
    for at in [head.title, head.dek, head.site].into_iter().flatten() {
        labels[at] = false;
    }
    // No short line above the headline is article, when there is article below it.
    if let Some(title) = head.title
        && labels.iter().skip(title).any(|label| *label)
    {
        for (label, line) in labels.iter_mut().zip(&lines).take(title) {
            *label = *label && line.words >= SHORTEST_ABOVE;
        }
    }
    let body: Vec<Span> =
        blocks.iter().zip(&labels).filter(|(_, label)| **label).map(|(block, _)| block.span).collect();
    let mut furniture = furniture(blocks, &lines, &verdicts, &labels, &head);
    shown_again(&text, blocks, &body, &mut furniture);
    let mut article = Article {
        id: capture.id(),
        file: capture.file.clone(),
        url: capture.url.clone().or(told.url.take()),
        canonical: told.canonical.take(),
        section: told.section.take(),
        title: told.title.clone().or_else(|| head.title.map(|at| lines[at].raw.to_owned())),
        title_span: head.title.map(|at| blocks[at].span),
        dek: head.dek.map(|at| lines[at].raw.to_owned()),
        dek_span: head.dek.map(|at| blocks[at].span),
        byline: std::mem::take(&mut told.byline),
        language: None,
        dateline: dateline::dateline(&text, &body),
        outlet: told.outlet.take(),
        published: told.published.take(),
        modified: told.modified.take(),
        credits: std::mem::take(&mut told.credits),
        body,
        furniture,
        notices,
        text: Text::new(text),
    };
    mine(&mut article, &head, blocks, &looked_at, &mut told);
    let body = article.body_text();
    article.language = told.language.or_else(|| language::guess(body.as_str()).map(str::to_owned));
    article
}

/// Everything that isn't body, headline or dek, with its kind and reason.
fn furniture(
    blocks: &[Block],
    lines: &[Line],
    verdicts: &[Verdict],
    labels: &[bool],
    head: &Head,
) -> Vec<Furniture> {
    // Where nothing is article, nothing stands above or below it.
    let first = labels.iter().position(|label| *label).unwrap_or(0);
    let last = labels.iter().rposition(|label| *label).unwrap_or(labels.len());
    let mut found: Vec<Furniture> = Vec::new();
    let mut section: Option<FurnitureKind> = None;
    for (i, block) in blocks.iter().enumerate() {
        if labels[i] || Some(i) == head.title || Some(i) == head.dek {
            section = None;
            continue;
        }
        let (kind, reason): (FurnitureKind, String) = match (&verdicts[i], &block.hint.kind) {
            _ if Some(i) == head.site => {
                (Navigation, "short line above the headline, the site's name".into())
            }
            (Verdict::Furniture(kind, reason), _) => (*kind, (*reason).into()),
            (_, Some((kind, reason))) => (*kind, reason.clone()),
            (Verdict::Doubtful(kind, reason), _) => (*kind, (*reason).into()),
            (Verdict::Open, None) => open(i, lines, block, first, last, section),
        };
        if matches!(verdicts[i], Verdict::Furniture(Related | Comments, _)) {
            section = Some(kind);
        }
        found.push(Furniture { kind, span: block.span, reason });
    }
    found
}

/// Fewest and most words of a passage that is shown once more in large type.
const PULLED: std::ops::RangeInclusive<usize> = 4..=60;

/// Names words of a paragraph that a page shows once more among its paragraphs ("pulled quotation").
fn shown_again(text: &str, blocks: &[Block], body: &[Span], furniture: &mut [Furniture]) {
    let (Some(first), Some(last)) = (body.first(), body.last()) else { return };
    if blocks.iter().all(|block| block.hint.article.is_none()) {
        return;
    }
    let mut paragraphs: Option<Vec<String>> = None;
    for item in furniture.iter_mut() {
        let words = item.span.of(text).split_whitespace().count();
        let among = item.span.start > first.start && item.span.end < last.end && PULLED.contains(&words);
        if !among || !matches!(item.kind, Related | Other) {
            continue;
        }
        let line = Line::new(item.span.of(text));
        let paragraphs =
            paragraphs.get_or_insert_with(|| body.iter().map(|span| Line::new(span.of(text)).bare).collect());
        if paragraphs.iter().any(|paragraph| paragraph.contains(&line.bare)) {
            item.kind = Other;
            item.reason = "words of a paragraph, shown once more".into();
        }
    }
}

/// The kind of a block that only its place tells.
fn open(
    i: usize,
    lines: &[Line],
    block: &Block,
    first: usize,
    last: usize,
    section: Option<FurnitureKind>,
) -> (FurnitureKind, String) {
    match section {
        Some(kind) if i > first => (kind, "stands under a heading of such lines".into()),
        _ if i < first => {
            if byline::is_name(lines[i].raw) {
                (Byline, "a name alone above the first paragraph".into())
            } else {
                (Navigation, "stands above the first paragraph".into())
            }
        }
        _ if i > last && is_closing_mark(lines[i].raw) => (Other, "an agency's mark behind its copy".into()),
        _ if i > last && !lines[i].stops => (Related, "stands after the last paragraph".into()),
        _ => match block.hint.article {
            Some((_, sure)) => {
                (Other, format!("the model of pages gives it {:.0} in 100 to be article", sure * 100.0))
            }
            None => (Other, "isn't part of the main run of prose".into()),
        },
    }
}

/// Whether a line is how an agency's desk closes its copy: "end", "-30-", "###", or the hour, the
/// month and the year that it was sent ("040931 MAR 31"; ANPA and IPTC 7901).
fn is_closing_mark(raw: &str) -> bool {
    let bare = raw.trim().trim_matches(['-', '–', '—', ' ', '(', ')', '/']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let figures =
        |word: &str, count: usize| word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
    let sent = |hour: &str, month: &str, year: &str| {
        figures(hour, 6) && firsthand_text::language::en::month(month).is_some() && figures(year, 2)
    };
    match words.as_slice() {
        [one] => matches!(one.to_ascii_lowercase().as_str(), "end" | "ends" | "30" | "###" | "endit"),
        [hour, month, year] => sent(hour, month, year),
        _ => false,
    }
}

/// Reads outlet, credits, dates and authors from what was set aside and from the body.
fn mine(article: &mut Article, head: &Head, blocks: &[Block], mined: &Range<usize>, told: &mut Told) {
    let text = article.text.as_str().to_owned();
    let mut credits: Vec<Credit> = Vec::new();
    if let Some(dateline) = &article.dateline
        && let Some(name) = &dateline.agency
    {
        credits.push(credit::of_dateline(&text, name, dateline.span));
    }
    for (i, span) in article.body.iter().enumerate() {
        credits.extend(credit::in_body(&text, *span));
        if i + 1 == article.body.len() {
            credits.extend(credit::at_the_end(&text, *span));
        }
    }
    let mut outlet: Option<Outlet> = None;
    let mut reporters: Vec<String> = Vec::new();
    mine_names(article, &text, &mut credits);
    let body_end = article.body.last().map_or(0, |span| span.end);
    let from = blocks.get(mined.start).map_or(0, |block| block.span.start);
    let to = blocks.get(mined.end).map_or(text.len(), |block| block.span.start);
    for item in article.furniture.iter_mut().filter(|item| (from..to).contains(&item.span.start)) {
        if !matches!(item.kind, Caption | Appeal | Cookies | Ticker) {
            let (found, named) = credit::in_furniture(&text, item.span);
            if matches!(item.kind, FurnitureKind::Credit | Other | Byline | Date) {
                credits.extend(found);
            }
            outlet = outlet.or(named);
        }
        let behind = item.span.start >= body_end && body_end > 0;
        if behind
            && matches!(item.kind, Other | FurnitureKind::Credit | Related)
            && text[body_end..item.span.start].trim().is_empty()
        {
            let found = credit::at_the_end(&text, item.span);
            if !found.is_empty() {
                item.kind = FurnitureKind::Credit;
                item.reason = "names an agency right behind the last paragraph".into();
            }
            credits.extend(found);
        }
        if item.kind == FurnitureKind::Credit
            && reporters.is_empty()
            && let Some(names) = credit::reporters(item.span.of(&text))
        {
            reporters = byline::names(names);
        }
        if item.kind == Byline {
            let agencies = authors::agencies(&text, item.span).into_iter();
            credits.extend(agencies.map(|name| credit::of_dateline(&text, name.of(&text), name)));
        }
    }
    date(article, told, blocks);
    outlet = outlet.or_else(|| at_the_top(article, &text));
    if outlet.is_none()
        && let Some(site) = head.site
    {
        let span = blocks[site].span;
        let basis = "first line of the page, above the headline".to_owned();
        outlet = Some(Outlet { name: span.of(&text).to_owned(), basis, span: Some(span) });
    }
    if article.outlet.is_none() {
        article.outlet = outlet;
    }
    credits.extend(signed_off(article, &text));
    authors::settle(article);
    article.byline = authors::authors(article, &article.byline);
    if article.byline.is_empty() {
        article.byline = reporters;
    }
    for found in credits {
        if !article.credits.iter().any(|known| known.agency.eq_ignore_ascii_case(&found.agency)) {
            article.credits.push(found);
        }
    }
}

/// The outlet by what stands above the article: a newspaper's masthead, or the agency's own name on
/// a page whose dateline names the same agency.
fn at_the_top(article: &Article, text: &str) -> Option<Outlet> {
    let first = article.body.first()?.start;
    let above = || article.furniture.iter().filter(|item| item.span.end <= first);
    let named = |name: &str, basis: &str, span: Span| Outlet {
        name: name.to_owned(),
        basis: basis.to_owned(),
        span: Some(span),
    };
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let own = agency.and_then(|agency| above().find(|item| same(item.span.of(text), agency)));
    let own = own.map(|item| {
        named(item.span.of(text), "name at the top of the page, the same as in the dateline", item.span)
    });
    own.or_else(|| {
        let found = above().find_map(|item| Some((masthead(item.span.of(text))?, item.span)));
        found.map(|(name, span)| {
            named(name, "masthead, with its date", Span::new(span.start, span.start + name.len()))
        })
    })
}

/// `Agency / Outlet` behind the article credits the one that isn't the outlet.
fn signed_off(article: &Article, text: &str) -> Option<Credit> {
    let outlet = article.outlet.as_ref()?;
    let end = article.body.last()?.end;
    let lines =
        article.furniture.iter().filter(|item| item.span.start >= end && item.kind == FurnitureKind::Credit);
    lines.filter_map(|item| Some((item.span, strokes(item.span.of(text))?))).find_map(
        |(span, (left, right))| {
            let other = match (same(left, &outlet.name), same(right, &outlet.name)) {
                (true, false) => right,
                (false, true) => left,
                _ => return None,
            };
            Some(credit::of_dateline(text, other, span))
        },
    )
}

/// Whether two names are one but for case and article.
fn same(left: &str, right: &str) -> bool {
    let core = |name: &str| {
        let bare = Line::new(name).bare;
        bare.strip_prefix("the ").map(str::to_owned).unwrap_or(bare)
    };
    let left = core(left);
    !left.is_empty() && left == core(right)
}

/// A name alone on its line between the invitation to share and the page's foot is the line that
/// syndication software prints: whose text it is.
fn mine_names(article: &mut Article, text: &str, credits: &mut Vec<Credit>) {
    let body_end = article.body.last().map_or(0, |span| span.end);
    for i in 0..article.furniture.len() {
        let item = &article.furniture[i];
        let before = i.checked_sub(1).map(|before| article.furniture[before].kind);
        let after = article.furniture.get(i + 1).map(|after| after.kind);
        let words = item.span.of(text).split_whitespace().count();
        let placed = item.span.start >= body_end
            && body_end > 0
            && before == Some(Share)
            && matches!(after, None | Some(Comments | Cookies | Form | Share));
        let open = matches!(item.kind, Related | Other | FurnitureKind::Credit)
            && item.reason.starts_with("stands after");
        let name = item
            .span
            .of(text)
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        if placed
            && open
            && name
            && (1..=4).contains(&words)
            && let Some(found) = credit::alone(text, item.span)
        {
            credits.push(found);
            article.furniture[i].kind = FurnitureKind::Credit;
            article.furniture[i].reason =
                "a name alone between the invitation to share and the page's foot".into();
        }
    }
}

/// What is left of a date's weight when nobody knows which of its numbers is the day.
const GUESSED: f32 = 0.4;

/// Settles publication and change by what markup and the lines beside the article say.
fn date(article: &mut Article, told: &mut Told, blocks: &[Block]) {
    let clock = told.clock;
    let order = told.order;
    let timed = dates::place_times(&mut told.dates, article, blocks);
    told.dates.extend(dates::in_lines(article, blocks, order, timed));
    if order == Order::Unknown && !told.dates.iter().any(|date| !date.change) {
        // Pages in English that say no country are American more often than not.
        let mut guesses = dates::in_lines(article, blocks, Order::MonthFirst, timed);
        guesses.iter_mut().for_each(|guess| guess.weight *= GUESSED);
        told.dates.extend(guesses);
    }
    let (published, modified) = dates::weigh(&told.dates, &clock);
    article.published = article.published.take().or(published);
    article.modified = article.modified.take().or(modified);
}

#[cfg(test)]
mod tests {
    use crate::{Capture, read};

    const PROSE: &str = "The ferry company said on Monday that it would run the service again from the first week of next month.";

    /// `title | dek | outlet | credits | byline | published`, and the body.
    fn check(page: &str, expected: &str, body: &str) {
        let page = page.replace("PROSE", PROSE);
        let capture = Capture { file: None, url: None, captured: None, bytes: page.clone().into_bytes() };
        let article = &read(&capture).articles[0];
        let credits: Vec<&str> = article.credits.iter().map(|credit| credit.agency.as_str()).collect();
        let shown = [
            article.title.clone().unwrap_or_default(),
            article.dek.clone().unwrap_or_default(),
            article.outlet.as_ref().map(|outlet| outlet.name.clone()).unwrap_or_default(),
            credits.join("; "),
            article.byline.join("; "),
            article.published.as_ref().map(|stated| stated.date.to_string()).unwrap_or_default(),
        ];
        assert_eq!(shown.join(" | "), expected, "{page}");
        let found: Vec<&str> = article.body.iter().map(|span| span.of(article.text.as_str())).collect();
        assert_eq!(found.join(" ~ "), body.replace("PROSE", PROSE), "{page}");
    }

    #[test]
    fn reads_plain_pages() {
        check(
            "Harbour Courier | Tuesday 4 March 2031 | Price 2\n\n‘We had no boats left’\n\nTwo towns that cannot agree on who should pay for a ferry\n\nBy Ann Bell in North Quay\n\nPROSE\n\nPROSE More.\n\nPass this on: post · letter · link",
            "‘We had no boats left’ | Two towns that cannot agree on who should pay for a ferry | Harbour Courier |  | Ann Bell | 2031-03-04",
            "PROSE ~ PROSE More.",
        );
        check(
            "TIN 12.70 -0.31 (-2.4%)\nZINC 8.00 unch\nGold 88.10  Oats 4.25  Rye 3.10\n\nPROSE\n\nPROSE More.\n\nDiscussion\n\nDiscussion of this page has ended.\n\nMore from Salt & Tide: Ships | Trade | Letters",
            " |  | Salt & Tide |  |  | ",
            "PROSE ~ PROSE More.",
        );
        check(
            "Ferry to run again in spring\n\n4 Mar 2031 / Ships\n\nFerry to run again in spring\n\nOSLO, March 4 (Meridian) - PROSE\n\nPROSE More.\n\nPut up by the evening desk of the Quay Post. Something wrong with this page? Write to us.\n2 replies\n\nWrite a reply\nYour name *\n[ Send ]",
            "Ferry to run again in spring |  | Quay Post | Meridian |  | 2031-03-04",
            "OSLO, March 4 (Meridian) - PROSE ~ PROSE More.",
        );
    }

    #[test]
    fn reads_web_pages() {
        check(
            "<title>Ferry to run again - Quay Bay Herald</title><div><b>Quay Bay Herald</b> | <a href=a>Front</a> | <a href=b>Local</a></div><h2>Ferry to run again</h2><p class=standfirst>Its captain is new.</p><p>By the Herald desk · 4 March 2031, 18:05</p><p>OSLO (Meridian) – PROSE</p><p>PROSE More.</p><table><tr><td>ADVERTISEMENT<br>Buy our boats.</table><p>PROSE</p><a href=c>Print it</a> <a href=d>Post it</a><br><b>Also in Local:</b><br><a href=e>Dog finds bone</a>",
            "Ferry to run again | Its captain is new. | Quay Bay Herald | Meridian |  | 2031-03-04",
            "OSLO (Meridian) – PROSE ~ PROSE More. ~ PROSE",
        );
        check(
            "<title>Ferry to run again in spring - Quay Bay Herald</title><h2>Ferry to run again in spring</h2><p>PROSE</p><p>PROSE More.</p>",
            "Ferry to run again in spring |  | Quay Bay Herald |  |  | ",
            "PROSE ~ PROSE More.",
        );
        check(
            "<title>Ferry to run again</title><div>Meridian</div><h1>Ferry to run again</h1><time datetime='2031-03-04'>4 March 2031</time><p>OSLO, March 4 (Meridian) - PROSE<p>PROSE More.<p>(Reported in Oslo by Ann Bell; edited in Bergen by J. Orr)<div>Meridian text is for the use of its subscribers.</div>",
            "Ferry to run again |  | Meridian | Meridian | Ann Bell | 2031-03-04",
            "OSLO, March 4 (Meridian) - PROSE ~ PROSE More.",
        );
        check(
            "<title>Radio Quay in English</title><table><tr><td colspan=3><font size=5>Radio Quay in English</font><tr><td><a href=a>Listen</a><br>Tides<td><font size=2>Tuesday, 4 March 2031</font><br><font size=4><b>Ferry to run again in spring</b></font><p>PROSE</p><p>PROSE More.</p><i>Meridian / Radio Quay</i><td><b>On air</b><br>18h Concert<tr><td colspan=3>You are guest 12 • © Radio Quay</table>",
            "Ferry to run again in spring |  | Radio Quay | Meridian |  | 2031-03-04",
            "PROSE ~ PROSE More.",
        );
        check(
            "<h1>Ferry to run again</h1><p>PROSE</p><p>PROSE More.</p><div><p>If you have read this far, you may like our pages. Nobody owns us, and no bank pays for our paper. Two coins a month help us on; we would rather ask many of you for a little.</p><p><a href=a>Become a friend of this page</a></p></div><section id=responses><h3>Responses (1)</h3><p>I saw the ferry sink with my own eyes, and nobody came to help.</p><p>This conversation is closed.</p></section>",
            "Ferry to run again |  |  |  |  | ",
            "PROSE ~ PROSE More.",
        );
    }
}
