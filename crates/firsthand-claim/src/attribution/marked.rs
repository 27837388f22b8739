//! Texts whose statements are marked by hand, for measuring.
//!
//! In: a file of `corpus/claims`, whose README tells the marks. Out: the texts without marks and the
//! spans of each statement. Every bracket belongs to a mark.

use super::Act;
use firsthand_text::Span;

/// One text.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// What the file calls it.
    pub id: String,
    /// The text without marks.
    pub text: String,
    /// The statements by number, from 1.
    pub statements: Vec<Statement>,
}

/// One statement; spans in order of the text.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// Who says it; empty when the text names nobody.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// To whom.
    pub to: Vec<Span>,
    /// Words that make it less sure.
    pub hedges: Vec<Span>,
    /// What kind of act it is; `None` until its cue was read.
    pub act: Option<Act>,
}

/// A mark that is still open: its letter, its statements, the act, and where it began.
struct Open<'a> {
    letter: u8,
    numbers: Vec<usize>,
    act: Option<&'a str>,
    start: usize,
}

/// Reads a file.
///
/// # Errors
/// When a mark isn't closed or is empty, an act has no such name, a number is left out, or a statement
/// lacks its cue or content.
pub fn read(file: &str) -> Result<Vec<Marked>, String> {
    let mut texts = Vec::new();
    let mut rest = file;
    while let Some(at) = rest.find("== ") {
        let block = &rest[at + 3..];
        let end = block.find("\n== ").map_or(block.len(), |end| end + 1);
        let (id, body) = block[..end].split_once('\n').ok_or("a text is empty")?;
        texts.push(text(id.trim(), body.trim_end()).map_err(|why| format!("{}: {why}", id.trim()))?);
        rest = &block[end..];
    }
    Ok(texts)
}

fn text(id: &str, body: &str) -> Result<Marked, String> {
    let mut text = Marked { id: id.to_owned(), ..Marked::default() };
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(found) = body[at..].find(['[', ']']) {
        text.text.push_str(&body[at..at + found]);
        at += found;
        let bracket = body.as_bytes()[at];
        at += 1;
        if bracket == b']' {
            let mark = open.pop().ok_or("a bracket closes nothing")?;
            close(&mark, &mut text)?;
        } else if let Some((mark, length)) = opened(&body[at..], text.text.len()) {
            open.push(mark);
            at += length;
        } else {
            return Err(format!("no mark: {}", body[at..].chars().take(20).collect::<String>()));
        }
    }
    text.text.push_str(&body[at..]);
    if !open.is_empty() {
        return Err("a mark isn't closed".to_owned());
    }
    for (number, statement) in text.statements.iter().enumerate() {
        if statement.cue.is_empty() || statement.content.is_empty() {
            return Err(format!("statement {} lacks its cue or content", number + 1));
        }
    }
    Ok(text)
}

/// The mark at the head of `rest`, behind its bracket, and its length with the space.
fn opened(rest: &str, start: usize) -> Option<(Open<'_>, usize)> {
    let (head, _) = rest.split_once(' ')?;
    let letter = *head.as_bytes().first()?;
    let (numbers, act) = match head[1..].split_once('/') {
        Some((numbers, act)) => (numbers, Some(act)),
        None => (&head[1..], None),
    };
    let numbers: Option<Vec<usize>> =
        numbers.split(',').map(|n| n.parse().ok().filter(|n| (1..100).contains(n))).collect();
    b"sctah".contains(&letter).then_some(())?;
    Some((Open { letter, numbers: numbers?, act, start }, head.len() + 1))
}

fn close(mark: &Open<'_>, text: &mut Marked) -> Result<(), String> {
    let span = Span::new(mark.start, text.text.len());
    let words = span.of(&text.text);
    if words.is_empty() || words != words.trim() {
        return Err(format!("a mark is empty or has spaces at its ends: {words:?}"));
    }
    for &number in &mark.numbers {
        if text.statements.len() < number {
            text.statements.resize_with(number, Statement::default);
        }
        let statement = &mut text.statements[number - 1];
        match mark.letter {
            b's' => statement.source.push(span),
            b'c' => {
                statement.cue.push(span);
                let name = mark.act.unwrap_or("asserts");
                let act = Act::ALL.into_iter().find(|act| act.as_str() == name);
                statement.act = Some(act.ok_or_else(|| format!("{name:?} is no act"))?);
            }
            b't' => statement.content.push(span),
            b'a' => statement.to.push(span),
            _ => statement.hedges.push(span),
        }
    }
    for list in text.statements.iter_mut().flat_map(|s| [&mut s.source, &mut s.cue, &mut s.content]) {
        list.sort_unstable();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let found = read(
            "== a\n[t2 [s1 She] [c1/denies denies] [t1 it]], [s2 he] [c2 said].\n\n\"[t3 Yes],\" [c3 said] [s3 I].\n\n== b\nNo.\n",
        )
        .expect("well formed");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "She denies it, he said.\n\n\"Yes,\" said I.");
        assert!(found[1].statements.is_empty());
        let says: Vec<(&str, Option<Act>)> =
            found[0].statements.iter().map(|s| (s.content[0].of(&found[0].text), s.act)).collect();
        let want =
            [("it", Some(Act::Denies)), ("She denies it", Some(Act::Asserts)), ("Yes", Some(Act::Asserts))];
        assert_eq!(says, want);
    }

    #[test]
    fn bad_marks() {
        for bad in [
            "== a\n[s1 x",
            "== a\n[c1 says] [t2 x]",
            "== a\nx]",
            "== a\n[c1/shrugs x] [t1 y]",
            "== a\n[s1 ]",
            "== a",
            "== a\n[sic] x",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
