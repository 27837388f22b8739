//! Texts whose names are marked by hand, for training and measuring.
//!
//! In: a file of `corpus/names`. A line `== name` opens a text; in it `[p Ada Quist]` marks a person,
//! `o` an organisation, `l` a place, `g` a place that stands for its government. Out: the texts
//! without marks and the spans of what is marked.

use super::name::NameKind;
use firsthand_text::Span;

/// One text.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// What the file calls it.
    pub id: String,
    /// The text without marks.
    pub text: String,
    /// What is marked, in order; `true` for a place that stands for its government.
    pub names: Vec<(Span, NameKind, bool)>,
}

/// Reads a file.
///
/// # Errors
/// When a mark isn't closed, is empty, or has a letter that means nothing.
pub fn read(file: &str) -> Result<Vec<Marked>, String> {
    let mut texts: Vec<Marked> = Vec::new();
    for line in file.lines() {
        if let Some(id) = line.strip_prefix("== ") {
            texts.push(Marked { id: id.trim().to_owned(), ..Marked::default() });
        } else if let Some(text) = texts.last_mut() {
            add(line, text).map_err(|why| format!("{}: {why}: {line}", text.id))?;
            text.text.push('\n');
        }
    }
    for text in &mut texts {
        let end = text.text.trim_end().len();
        text.text.truncate(end);
    }
    Ok(texts)
}

/// Adds a line with its marks.
fn add(line: &str, text: &mut Marked) -> Result<(), String> {
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let close = rest[open..].find(']').ok_or("a mark isn't closed")? + open;
        let (kind, name) = rest[open + 1..close].split_once(' ').ok_or("a mark is empty")?;
        let (kind, acts) = match kind {
            "p" => (NameKind::Person, false),
            "o" => (NameKind::Organisation, false),
            "l" => (NameKind::Place, false),
            "g" => (NameKind::Place, true),
            "m" => (NameKind::Other, false),
            _ => return Err(format!("{kind:?} is no kind of name")),
        };
        text.text.push_str(&rest[..open]);
        let start = text.text.len();
        text.text.push_str(name);
        text.names.push((Span::new(start, text.text.len()), kind, acts));
        rest = &rest[close + 1..];
    }
    text.text.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let found =
            read("# note\n== a\n[p Ada Quist] left [g Oslo].\n\nEnd.\n== b\nNo.").expect("well formed");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "Ada Quist left Oslo.\n\nEnd.");
        let names: Vec<&str> = found[0].names.iter().map(|name| name.0.of(&found[0].text)).collect();
        assert_eq!(names, ["Ada Quist", "Oslo"]);
        assert!(!found[0].names[0].2 && found[0].names[1].2);
    }

    #[test]
    fn bad_marks() {
        for bad in ["== a\n[p", "== a\n[p]", "== a\n[q Orr]"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
