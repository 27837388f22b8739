//! Finds the article in a page's state: JSON that scripts draw the page from.
//!
//! In: the text of a script. Out: the paragraphs of the part that holds most of the prose in it. Pages
//! differ in what they call the parts, so none is looked for by name: prose is told by its look, and
//! the article is the innermost list or object that holds most of it.
//!
//! Known gaps: state that is written as code rather than as JSON isn't read.

use super::walk::walk;
use serde_json::Value;

/// Largest script that is read; the state of an article page has some hundred kilobytes.
const LARGEST: usize = 4 << 20;

/// Deepest nesting that is followed.
const DEEPEST: usize = 64;

/// Fewest characters of text that read like prose, and of all of an article.
const PROSE: usize = 60;
const SHORTEST: usize = 600;

/// Share of the prose, in tenths, that the article's part holds: what is related stands beside it.
const MOST: usize = 6;

/// The article's paragraphs, if the script is JSON (bare, or given to a variable) that holds one.
pub(super) fn paragraphs(script: &str) -> Option<Vec<String>> {
    if script.len() > LARGEST {
        return None;
    }
    let start = script.find(['{', '['])?;
    // What follows the value ("; window.OTHER = …") is left.
    let value = serde_json::Deserializer::from_str(&script[start..]).into_iter::<Value>().next()?.ok()?;
    let mut at = &weighed(&value, 0);
    let all = at.prose;
    if all < SHORTEST {
        return None;
    }
    // Of several that hold the same the last is taken, as the standard library's maximum does.
    while let Some(inner) = at.parts.iter().max_by_key(|part| part.prose)
        && inner.prose * 10 >= all * MOST
    {
        at = inner;
    }
    let found: Vec<String> = match at.value {
        Value::String(text) => shown(text),
        value => parts(value)
            .into_iter()
            .flat_map(|part| {
                let mut text = String::new();
                join(part, &mut text, 0);
                shown(&text)
            })
            .collect(),
    };
    let length: usize = found.iter().map(String::len).sum();
    (length >= SHORTEST).then_some(found)
}

/// A value with the characters of prose in it, and its parts that have any.
#[derive(Debug)]
struct Weighed<'v> {
    value: &'v Value,
    prose: usize,
    parts: Vec<Weighed<'v>>,
}

fn weighed(value: &Value, depth: usize) -> Weighed<'_> {
    match value {
        Value::String(text) if is_prose(text) => Weighed { value, prose: text.len(), parts: Vec::new() },
        Value::Array(_) | Value::Object(_) if depth < DEEPEST => {
            let parts: Vec<Weighed> = parts(value)
                .into_iter()
                .map(|part| weighed(part, depth + 1))
                .filter(|part| part.prose > 0)
                .collect();
            Weighed { value, prose: parts.iter().map(|part| part.prose).sum(), parts }
        }
        _ => Weighed { value, prose: 0, parts: Vec::new() },
    }
}

/// What stands directly in a value.
fn parts(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(object) => object.values().collect(),
        _ => Vec::new(),
    }
}

/// Sentences in lower case with blanks; no address, code or style.
fn is_prose(text: &str) -> bool {
    let blanks = text.bytes().filter(|byte| *byte == b' ').count();
    text.len() >= PROSE
        && blanks * 12 >= text.len()
        && !text.contains(['{', '}'])
        && !text.starts_with("http")
        && text.contains(['.', '!', '?', '。'])
}

/// Adds the pieces of a paragraph: text in its order, links and emphasis among it.
fn join(value: &Value, text: &mut String, depth: usize) {
    match value {
        Value::String(piece) if is_prose(piece) => text.push_str(piece),
        Value::Array(items) if depth < DEEPEST => items.iter().for_each(|item| join(item, text, depth + 1)),
        Value::Object(object) if depth < DEEPEST => {
            for (key, item) in object {
                match item {
                    // A piece of a sentence is too short to be told by its look.
                    Value::String(piece) if matches!(key.as_str(), "text" | "value" | "content") => {
                        text.push_str(piece);
                    }
                    _ => join(item, text, depth + 1),
                }
            }
        }
        _ => {}
    }
}

/// The lines that a text shows, which may be HTML itself.
fn shown(text: &str) -> Vec<String> {
    if text.contains("</") || text.contains("<br") || text.contains('&') {
        let page = walk(text);
        return page.blocks.iter().map(|block| block.span.of(&page.text).to_owned()).collect();
    }
    text.lines().map(super::walk::one_line).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_paragraphs() {
        let one = "The ferry company said on Monday that it would run the service again from May. ".repeat(5);
        let one = one.trim();
        let tease = "A dog has found a bone on the beach, and nobody knows whose bone it might have been.";
        let html = format!(
            r#"{{"props":{{"story":{{"body":"<p>{one}</p><p>{one}</p>"}},"more":[{{"t":"{tease}"}}]}}}}"#
        );
        assert_eq!(paragraphs(&html).unwrap(), [one, one]);
        let nested = format!(
            r#"window.STATE = {{"id":1,"story":{{"body":[{{"type":"p","content":[{{"value":"{one} "}},{{"type":"a","content":[{{"value":"And"}}]}},{{"value":" more."}}]}},{{"content":[{{"value":"{one}"}}]}}]}},"more":["{tease}"]}};"#
        );
        assert_eq!(paragraphs(&nested).unwrap(), [format!("{one} And more."), one.to_owned()]);
        for script in [
            "",
            "var x = 1;",
            "{\"a\":1}",
            "{\"a\":",
            &format!("{{\"a\":\"{tease}\"}}"),
            &"[".repeat(100_000),
        ] {
            assert!(paragraphs(script).is_none());
        }
    }
}
