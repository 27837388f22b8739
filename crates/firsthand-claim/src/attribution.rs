//! Source, cue and content: who says what (PARC 3.0).

mod content;
mod cue;
mod find;
mod label;
pub mod learned;
pub mod marked;
mod merge;
mod quotation;
mod reading;
mod signed;

use crate::tag::Tagged;
use crate::{Actor, ActorKind};
use find::Draft;
use firsthand_text::Span;
use reading::{Reading, is_pronoun};

/// One thing said, by one source, in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source; several when discontinuous, none when it is not named.
    pub source: Vec<Span>,
    /// The words that attribute ("said", "according to").
    pub cue: Vec<Span>,
    /// What is attributed; several when discontinuous. Without the outer quotation marks.
    pub content: Vec<Span>,
    /// How it is rendered.
    pub mode: Mode,
    /// What kind of act it is.
    pub act: Act,
    /// Words that make it less sure ("reportedly").
    pub hedges: Vec<Span>,
    /// To whom, where it is said ("told state television").
    pub to: Option<Span>,
    /// Who speaks: an index into the actors given; `None` when the source is not named or not resolved.
    pub speaker: Option<usize>,
    /// The others who speak with the speaker where the source names several ("A and B said").
    pub joint: Vec<usize>,
}

/// How speech is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// In quotation marks throughout.
    Direct,
    /// Without quotation marks.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// What is done by saying it, as the public record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Says that something is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Has not said that it is not so: neither a denial nor a confirmation.
    HasNotDenied,
    /// Would not say whether it is so.
    DeclinesToConfirm,
    /// Did not say ("did not specify", "gave no timeline").
    DoesNotSay,
    /// Says that someone did wrong.
    Accuses,
    /// Says that it is so, of something to one's cost.
    Acknowledges,
    /// Says that one will do it.
    Promises,
    /// Says that someone must do it.
    Demands,
    /// Says what may come.
    Warns,
    /// Says that it is wrong.
    Condemns,
    /// Says that it is good.
    Praises,
    /// Thinks that it will be so.
    Expects,
    /// Asks.
    Asks,
    /// Means to do it.
    Plans,
}

impl Mode {
    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
        }
    }
}

impl Act {
    /// All acts, in order.
    pub const ALL: [Act; 15] = [
        Act::Asserts,
        Act::Denies,
        Act::HasNotDenied,
        Act::DeclinesToConfirm,
        Act::DoesNotSay,
        Act::Accuses,
        Act::Acknowledges,
        Act::Promises,
        Act::Demands,
        Act::Warns,
        Act::Condemns,
        Act::Praises,
        Act::Expects,
        Act::Asks,
        Act::Plans,
    ];

    /// The word in the public record.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Asserts => "asserts",
            Act::Denies => "denies",
            Act::HasNotDenied => "has-not-denied",
            Act::DeclinesToConfirm => "declines-to-confirm",
            Act::DoesNotSay => "does-not-say",
            Act::Accuses => "accuses",
            Act::Acknowledges => "acknowledges",
            Act::Promises => "promises",
            Act::Demands => "demands",
            Act::Warns => "warns",
            Act::Condemns => "condemns",
            Act::Praises => "praises",
            Act::Expects => "expects",
            Act::Asks => "asks",
            Act::Plans => "plans",
        }
    }
}

/// Finds who says what in `text`; `actors` are those of the same text.
///
/// Rules find verbs of speech and thought with a source that the grammar shows, "according to", and
/// quotations with a speaker beside them; [`learned`] finds what they miss. In order of the cues. Linear in the length of `text`.
pub fn attributions(text: &str, actors: &[Actor]) -> Vec<Attribution> {
    attributions_in(&Tagged::new(text), actors)
}

/// The same for a text that is tagged already.
pub(crate) fn attributions_in(tagged: &Tagged<'_>, actors: &[Actor]) -> Vec<Attribution> {
    let reading = Reading::new(tagged.text, actors);
    let rules = ruled(&reading, actors);
    let opinion = learned::opinion(&reading, tagged, actors, &rules);
    let mut found = merge::merge(&reading, actors, rules, &opinion);
    continued(&reading, &mut found);
    finish(&reading, &mut found);
    found
}

/// What the rules alone find.
pub fn by_rules(text: &str, actors: &[Actor]) -> Vec<Attribution> {
    ruled(&Reading::new(text, actors), actors)
}

fn ruled(reading: &Reading<'_>, actors: &[Actor]) -> Vec<Attribution> {
    let mut drafts = Vec::new();
    for number in 0..reading.words.sentences.len() {
        find::drafts(reading, number, &mut drafts);
    }
    let mut found: Vec<Attribution> = Vec::with_capacity(drafts.len());
    let mut last: Option<(usize, usize)> = None;
    for draft in &drafts {
        let attribution = spans(reading, actors, draft, last);
        if let Some(speaker) = attribution.speaker {
            last = Some((draft.sentence, speaker));
        }
        if !attribution.content.is_empty() {
            found.push(attribution);
        }
    }
    continued(reading, &mut found);
    signed::add(reading, actors, &mut found);
    label::add(reading, actors, &mut found);
    finish(reading, &mut found);
    found
}

/// Puts parts of content into order and says how they are rendered.
fn finish(reading: &Reading<'_>, found: &mut [Attribution]) {
    for attribution in found {
        attribution.content.sort_unstable();
        attribution.mode = mode(reading, &attribution.content);
    }
}

/// Turns words into spans and finds the speaker.
fn spans(
    reading: &Reading<'_>,
    actors: &[Actor],
    draft: &Draft,
    last: Option<(usize, usize)>,
) -> Attribution {
    let words = &reading.words;
    let source: Vec<Span> =
        (!draft.source.is_empty()).then(|| words.span(draft.source.clone())).into_iter().collect();
    let content: Vec<Span> = draft
        .content
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| whole(reading, part))
        .filter(|span| !span.is_empty())
        .collect();
    let hedges = draft
        .content
        .iter()
        .chain([&draft.cue])
        .flat_map(|part| part.clone())
        .filter(|&at| matches!(reading.lower(at), "reportedly" | "allegedly" | "apparently" | "purportedly"))
        .map(|at| words.span(at..at + 1))
        .collect();
    let (named, joint) = speakers(reading, actors, &draft.source);
    let speaker = named.or_else(|| {
        let pronoun = reading.lower(draft.source.start);
        let (sentence, speaker) = last?;
        let near = draft.source.len() == 1 && draft.sentence <= sentence + 1;
        let kind = actors.get(speaker)?.kind;
        let fits = match pronoun {
            "it" => matches!(kind, ActorKind::Organisation | ActorKind::Government),
            "they" => kind == ActorKind::Unnamed,
            _ => false,
        };
        if near && fits { Some(speaker) } else { antecedent(reading, draft) }
    });
    Attribution {
        source,
        joint,
        cue: vec![words.span(draft.cue.clone())],
        content,
        mode: Mode::Indirect,
        act: draft.act,
        hedges,
        to: draft.to.clone().map(|to| words.span(to)),
        speaker,
    }
}

/// Whom the words of a source name, and the others who speak with them.
fn speakers(
    reading: &Reading<'_>,
    actors: &[Actor],
    source: &std::ops::Range<usize>,
) -> (Option<usize>, Vec<usize>) {
    if source.is_empty() {
        return (None, Vec::new());
    }
    let span = reading.words.span(source.clone());
    // "Orr, a spokesman for the council": Orr speaks; "the council’s chief, Orr": Orr too.
    let named = reading
        .first_named(source)
        .filter(|&actor| actors.get(actor).is_some_and(|actor| actor.kind == ActorKind::Person));
    // Several names joined by "and" speak together; else what a name's own phrase names is not a speaker.
    let list = source.clone().any(|at| reading.lower(at) == "and");
    let together = if list { reading.all_actors(span) } else { Vec::new() };
    let speaker = together.first().copied().or(named).or_else(|| reading.actor(span));
    let joint = together.into_iter().filter(|actor| Some(*actor) != speaker).collect();
    (speaker, joint)
}

/// "Orr, who said": whom "who" means.
fn antecedent(reading: &Reading<'_>, draft: &Draft) -> Option<usize> {
    let at = draft.source.start;
    if reading.lower(at) != "who" || draft.source.is_empty() {
        return None;
    }
    let mut before = at.checked_sub(1)?;
    if reading.lower(before) == "," {
        before = before.checked_sub(1)?;
    }
    (!is_pronoun(reading.lower(before))).then(|| reading.actor(reading.words.span(before..before + 1)))?
}

/// The span of a part of content: a quotation that it begins or ends in is taken to its end, and the
/// outer marks are left off.
fn whole(reading: &Reading<'_>, part: &std::ops::Range<usize>) -> Span {
    let mut span = reading.words.span(part.clone());
    let inside = |at: usize| {
        reading.inside.get(at).copied().flatten().and_then(|number| reading.quotations.get(number))
    };
    let first = inside(part.start);
    let last = part.end.checked_sub(1).and_then(inside);
    if let Some(quotation) = last {
        span.end = span.end.max(if first == last { quotation.inner.end } else { quotation.span.end });
    }
    if let Some(quotation) = first {
        span.start = span.start.min(quotation.inner.start);
        if first != last && quotation.span.start < span.start {
            span.start = quotation.span.start;
        }
    }
    // A quotation from end to end: without its marks.
    for quotation in first.into_iter().chain(last) {
        if quotation.span.start <= span.start && quotation.span.end >= span.end {
            span = quotation.inner;
        }
    }
    span.trim(reading.words.text)
}

/// Quotations without a cue of their own go on from the speaker before in the same paragraph, and from
/// an open-ended quotation or "she went on:" in the paragraph before.
fn continued(reading: &Reading<'_>, found: &mut [Attribution]) {
    if found.is_empty() {
        return;
    }
    let sentences = &reading.words.sentences;
    let ends: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(number, attribution)| {
            attribution.cue.iter().chain(&attribution.content).map(move |span| (span.end, number))
        })
        .collect();
    let mut ends = ends;
    ends.sort_unstable();
    let paragraph_of = |byte: usize| {
        let after =
            sentences.partition_point(|sentence| reading.words.all[sentence.words.start].span.start <= byte);
        after
            .checked_sub(1)
            .and_then(|number| sentences.get(number))
            .map(|sentence| (sentence.paragraph, reading.words.all[sentence.words.start].span.start))
    };
    // The attribution that holds the quotation before, for what continues it.
    let mut holder: Option<(usize, usize)> = None;
    for (number, quotation) in reading.quotations.iter().enumerate() {
        let before = ends.partition_point(|end| end.0 <= quotation.span.start);
        let held = holding(found, &ends, quotation.inner);
        if let Some(held) = held {
            if quotation.continues {
                opened_before(reading, found, &ends, number, held);
            }
            holder = Some((number, held));
            continue;
        }
        let Some((paragraph, sentence_start)) = paragraph_of(quotation.span.start) else { continue };
        let goes_on = quotation.continues && holder.is_some_and(|(last, _)| last + 1 == number);
        let speaks = sentence_start == quotation.span.start
            && quotation.inner.of(reading.words.text).split_whitespace().nth(FEWEST_WORDS - 1).is_some();
        let last =
            if goes_on { holder.map(|holder| holder.1) } else { before.checked_sub(1).map(|at| ends[at].1) };
        let Some(last) = last else { continue };
        let cue = found[last].cue.first().map_or(0, |cue| cue.start);
        let same = paragraph_of(cue).is_some_and(|(of, _)| of == paragraph);
        let held = found[last].content.last();
        let near = reading.quotations[number.saturating_sub(FARTHEST_QUOTATION)..number].iter().rev();
        let direct =
            held.is_some_and(|held| near.into_iter().any(|quotation| quotation.inner.contains(*held)));
        if goes_on || (speaks && same && direct) {
            let inner = quotation.inner.trim(reading.words.text);
            if !inner.is_empty() {
                found[last].content.push(inner);
                holder = Some((number, last));
            }
        }
    }
}

/// Quotations of the paragraphs before that quotation `number` goes on from are said by the same:
/// the speaker of a long quotation is often named at its end.
fn opened_before(
    reading: &Reading<'_>,
    found: &mut [Attribution],
    ends: &[(usize, usize)],
    number: usize,
    speaks: usize,
) {
    for at in (0..number).rev() {
        let (quotation, next) = (&reading.quotations[at], &reading.quotations[at + 1]);
        let text = reading.words.text;
        let inner = quotation.inner.trim(text);
        // Behind other words of its paragraph it may be somebody else's.
        let opens = text[..quotation.span.start].trim_end_matches([' ', '\t']);
        if !quotation.open_ended
            || !(opens.is_empty() || opens.ends_with('\n'))
            || !next.continues
            || inner.is_empty()
            || holding(found, ends, quotation.inner).is_some()
        {
            return;
        }
        found[speaks].content.push(inner);
    }
}

/// The attribution whose content shares something with `inner`.
fn holding(found: &[Attribution], ends: &[(usize, usize)], inner: Span) -> Option<usize> {
    let first = ends.partition_point(|end| end.0 <= inner.start);
    let near = ends[first..].iter().take(FARTHEST_QUOTATION).map(|end| end.1);
    near.into_iter().find(|&number| found[number].content.iter().any(|content| content.overlaps(inner)))
}

/// Fewest words of a quotation that counts as speech without a cue of its own; shorter ones are
/// mostly names and words held at a distance.
const FEWEST_WORDS: usize = 2;

/// How many quotations back the speech that goes on is looked for.
const FARTHEST_QUOTATION: usize = 6;

/// Whether the content stands in quotation marks: all of it, some of it or nothing.
fn mode(reading: &Reading<'_>, content: &[Span]) -> Mode {
    let (mut inside, mut outside) = (false, false);
    for span in content {
        let first = reading.words.all.partition_point(|word| word.span.start < span.start);
        for (at, word) in
            reading.words.all.iter().enumerate().skip(first).take_while(|(_, word)| word.span.end <= span.end)
        {
            if word.is_word() {
                match reading.inside[at] {
                    Some(_) => inside = true,
                    None => outside = true,
                }
            }
        }
    }
    match (inside, outside) {
        (true, false) => Mode::Direct,
        (true, true) => Mode::Mixed,
        _ => Mode::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors;

    fn check(text: &str, want: &[&str]) {
        let known = actors(text);
        let join = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        let found: Vec<String> = attributions(text, &known)
            .iter()
            .map(|found| {
                let speaker =
                    found.speaker.and_then(|speaker| known.get(speaker)).map_or("-", |actor| &actor.name);
                let (mode, act) = (found.mode.as_str(), found.act.as_str());
                format!(
                    "{} | {} | {} | {mode} {act} {speaker}",
                    join(&found.source),
                    join(&found.cue),
                    join(&found.content)
                )
            })
            .collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn quotations_and_their_speakers() {
        check(
            "“The dam will hold,” Ann Orr said.",
            &["Ann Orr | said | The dam will hold, | direct asserts Ann Orr"],
        );
        check(
            "“The dam will hold,” said Ann Orr. “It is new.”",
            &["Ann Orr | said | The dam will hold, … It is new. | direct asserts Ann Orr"],
        );
        check(
            "Ann Orr said: “The dam will hold. It is new.”",
            &["Ann Orr | said | The dam will hold. It is new. | direct asserts Ann Orr"],
        );
        check("“Go home!” Ann Orr told reporters.", &["Ann Orr | told | Go home! | direct asserts Ann Orr"]);
        check(
            "Ann Orr spoke first. “The dam will hold,” she said.",
            &["she | said | The dam will hold, | direct asserts Ann Orr"],
        );
        check(
            "Ann Orr said:\n\n“The dam will hold.\n\n“It is new.”",
            &["Ann Orr | said | The dam will hold. … It is new. | direct asserts Ann Orr"],
        );
        check("The ”old” dam held.", &[]);
    }

    #[test]
    fn reported_speech() {
        check(
            "The dam will hold, said Ann Orr.",
            &["Ann Orr | said | The dam will hold | indirect asserts Ann Orr"],
        );
        check(
            "Ann Orr said on Monday that the dam “will hold”.",
            &["Ann Orr | said | that the dam “will hold” | mixed asserts Ann Orr"],
        );
        check(
            "The dam will hold, Ann Orr said on Monday.",
            &["Ann Orr | said | The dam will hold | indirect asserts Ann Orr"],
        );
        check(
            "The dam will hold, according to Ann Orr.",
            &["Ann Orr | according to | The dam will hold | indirect asserts Ann Orr"],
        );
        check(
            "According to Ann Orr, the dam will hold.",
            &["Ann Orr | According to | the dam will hold | indirect asserts Ann Orr"],
        );
        check(
            "Two officials said the dam will hold.",
            &["Two officials | said | the dam will hold | indirect asserts Two officials"],
        );
        check(
            "Ann Orr told the council that the dam will hold.",
            &["Ann Orr | told | that the dam will hold | indirect asserts Ann Orr"],
        );
        check("He sold its reports and the claims of the town.", &[]);
    }

    #[test]
    fn acts() {
        check(
            "Oslo denies sending the boats.",
            &["Oslo | denies | sending the boats | indirect denies Norway"],
        );
        check(
            "Norway has not denied the sale.",
            &["Norway | has not denied | the sale | indirect has-not-denied Norway"],
        );
        check(
            "The Kremlin declined to confirm the sale but acknowledged that boats were sent.",
            &[
                "The Kremlin | declined | to confirm the sale | indirect declines-to-confirm Kremlin",
                "The Kremlin | acknowledged | that boats were sent | indirect acknowledges Kremlin",
            ],
        );
        check(
            "Ann Orr did not say when it will open.",
            &["Ann Orr | did not say | when it will open | indirect does-not-say Ann Orr"],
        );
        check(
            "Ann Orr gave no date for the move.",
            &["Ann Orr | gave no | date for the move | indirect does-not-say Ann Orr"],
        );
        check(
            "Norway accused Chile of hiding boats.",
            &["Norway | accused | Chile of hiding boats | indirect accuses Norway"],
        );
        check(
            "Chile has been accused by Norway and Peru of hiding boats.",
            &["Norway and Peru | has been accused | hiding boats | indirect accuses Norway"],
        );
        check(
            "Norway vowed to rebuild the dam.",
            &["Norway | vowed | to rebuild the dam | indirect promises Norway"],
        );
        check("Norway called for a vote.", &["Norway | called for | a vote | indirect demands Norway"]);
        check(
            "Norway condemned the raid as “a crime”.",
            &["Norway | condemned | the raid as “a crime” | mixed condemns Norway"],
        );
    }

    #[test]
    fn what_is_no_speech() {
        check("The two states that lie there have met.", &[]);
        check("Norway recalled its commissioner.", &[]);
        check("The council and the town agreed to draft a plan.", &[]);
        check("You may have read this far, and still read on.", &[]);
        check(
            "The dam will hold, said an official who asked not to be named.",
            &["an official | said | The dam will hold | indirect asserts official"],
        );
    }

    #[test]
    fn who_tells_and_who_denies() {
        check(
            "“The dam will hold,” the head of the board, Ann Orr, told a news conference on Monday.",
            &["the head of the board, Ann Orr | told | The dam will hold, | direct asserts Ann Orr"],
        );
        check("Oslo calls that untrue.", &["Oslo | calls | that | indirect denies Norway"]);
        check(
            "BRASK, May 3 (Agency) - The dam that both plan to sign for will hold, Ann Orr said.",
            &["Ann Orr | said | The dam that both plan to sign for will hold | indirect asserts Ann Orr"],
        );
        check(
            "Ann Orr, a spokeswoman for the Harbour Council, said the dam will hold.",
            &[
                "Ann Orr, a spokeswoman for the Harbour Council | said | the dam will hold | indirect asserts Ann Orr",
            ],
        );
        check(
            "Neither side said when it opens.",
            &["Neither side | said | when it opens | indirect does-not-say -"],
        );
    }

    #[test]
    fn hedges() {
        let text = "Chile has reportedly sold the boats, according to Norway.";
        let found = attributions(text, &actors(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].hedges.first().map(|span| span.of(text)), Some("reportedly"));
    }

    #[test]
    fn survives_anything() {
        for text in [
            "",
            "“",
            "\"\"\"",
            "said",
            "said said said,",
            "“, said",
            ", said Orr",
            "according to",
            "“”“”",
            "’’",
            "He said",
            "gave no",
            "\0“\0",
        ] {
            attributions(text, &actors(text));
        }
        for text in [
            "Orr said, “".repeat(3000),
            "said ".repeat(20000),
            "a, Orr, b, said ".repeat(5000),
            "“Orr” ".repeat(9000),
            "A and ".repeat(9000),
        ] {
            attributions(&text, &actors(&text));
        }
    }
}
