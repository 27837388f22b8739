//! Cuts the source of a page into tags and text.
//!
//! In: HTML. Out: start tags with their attributes, end tags, runs of text, and the content of
//! elements that hold characters only. Follows the tokenizer of the HTML standard (section 13.2.5)
//! as far as text and attributes go; comments, doctypes and instructions are passed over. Total, and
//! linear in the source: each byte is looked at a fixed number of times.
//!
//! Known gaps: `<plaintext>` and comments inside scripts count for nothing special.

use super::tags::Tag;
use memchr::{memchr, memmem};

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'s> {
    /// `<p class=x>`; its attributes are in [`Tokens::attributes`]. `closed` is `<path/>`.
    Start { tag: Tag, closed: bool },
    /// `</p>`.
    End(Tag),
    /// Characters between tags, references unresolved.
    Text(&'s str),
    /// All that an element of characters only holds, and where it begins in the source.
    Raw(&'s str, usize),
}

/// The tokens of a source, in order.
pub(crate) struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// Names as they stand and values with references unresolved, of the start tag given last.
    pub(crate) attributes: Vec<(&'s str, &'s str)>,
    /// Element whose raw content comes next.
    raw: Option<(Tag, &'s str)>,
}

/// Most attributes of one element that are kept.
const MOST_ATTRIBUTES: usize = 256;

impl<'s> Tokens<'s> {
    /// Begins at the start of `source`.
    pub(crate) fn new(source: &'s str) -> Tokens<'s> {
        Tokens { source, at: 0, attributes: Vec::new(), raw: None }
    }

    /// The next token; `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Token<'s>> {
        if let Some((_, name)) = self.raw.take() {
            return Some(self.raw_content(name));
        }
        let bytes = self.source.as_bytes();
        let mut from = self.at;
        while self.at < bytes.len() {
            let Some(found) = memchr(b'<', &bytes[from..]) else { break };
            let open = from + found;
            let next = bytes.get(open + 1).copied().unwrap_or(0);
            let tag = next.is_ascii_alphabetic()
                || next == b'/' && bytes.get(open + 2).is_some_and(|byte| *byte != b'<');
            if !(tag || matches!(next, b'!' | b'?')) {
                // A "<" before anything else is text.
                from = open + 1;
                continue;
            }
            if open > self.at {
                let text = &self.source[self.at..open];
                self.at = open;
                return Some(Token::Text(text));
            }
            if next == b'!' || next == b'?' {
                self.pass_comment();
            } else if next == b'/' {
                if !bytes[open + 2].is_ascii_alphabetic() {
                    self.pass_to_close(open + 2);
                } else {
                    return Some(self.end_tag());
                }
            } else {
                return Some(self.start_tag());
            }
            from = self.at;
        }
        if self.at < bytes.len() {
            let text = &self.source[self.at..];
            self.at = bytes.len();
            return Some(Token::Text(text));
        }
        None
    }

    /// Passes over `<!-- … -->`, `<!doctype …>`, `<? … >`.
    fn pass_comment(&mut self) {
        let rest = &self.source.as_bytes()[self.at..];
        if !rest.starts_with(b"<!--") {
            return self.pass_to_close(self.at + 2);
        }
        let inner = self.at + 4;
        let bytes = self.source.as_bytes();
        // "<!-->" and "<!--->" are whole comments.
        if bytes[inner..].starts_with(b">") {
            self.at = inner + 1;
        } else if bytes[inner..].starts_with(b"->") {
            self.at = inner + 2;
        } else {
            self.at = memmem::find(&bytes[inner..], b"-->").map_or(bytes.len(), |end| inner + end + 3);
        }
    }

    fn pass_to_close(&mut self, from: usize) {
        let bytes = self.source.as_bytes();
        let from = from.min(bytes.len());
        self.at = memchr(b'>', &bytes[from..]).map_or(bytes.len(), |end| from + end + 1);
    }

    fn name(&self, from: usize) -> &'s str {
        let bytes = self.source.as_bytes();
        let end = bytes[from..]
            .iter()
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
            .map_or(bytes.len(), |length| from + length);
        &self.source[from..end]
    }

    fn end_tag(&mut self) -> Token<'s> {
        let name = self.name(self.at + 2);
        self.pass_to_close(self.at + 2 + name.len());
        Token::End(Tag::of(name.as_bytes()))
    }

    fn start_tag(&mut self) -> Token<'s> {
        let name = self.name(self.at + 1);
        self.at += 1 + name.len();
        let closed = self.read_attributes();
        let tag = Tag::of(name.as_bytes());
        if tag.is_raw() && !closed || tag == Tag::Script || tag == Tag::Style {
            self.raw = Some((tag, name));
        }
        Token::Start { tag, closed }
    }

    /// Reads up to and with the ">"; whether a "/" stood before it.
    fn read_attributes(&mut self) -> bool {
        self.attributes.clear();
        let bytes = self.source.as_bytes();
        let mut at = self.at;
        let mut stroke = false;
        loop {
            while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
                stroke = bytes[at] == b'/';
                at += 1;
            }
            if at >= bytes.len() {
                self.at = bytes.len();
                return false;
            }
            if bytes[at] == b'>' {
                self.at = at + 1;
                return stroke;
            }
            stroke = false;
            let start = at;
            at += 1;
            while at < bytes.len()
                && !(bytes[at].is_ascii_whitespace() || matches!(bytes[at], b'/' | b'>' | b'='))
            {
                at += 1;
            }
            let name = &self.source[start..at];
            let mut after = at;
            while after < bytes.len() && bytes[after].is_ascii_whitespace() {
                after += 1;
            }
            let mut value = "";
            if bytes.get(after) == Some(&b'=') {
                at = after + 1;
                while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                    at += 1;
                }
                match bytes.get(at) {
                    Some(mark @ (b'"' | b'\'')) => {
                        let end = memchr(*mark, &bytes[at + 1..]).map_or(bytes.len(), |end| at + 1 + end);
                        value = &self.source[at + 1..end];
                        at = (end + 1).min(bytes.len());
                    }
                    Some(_) => {
                        let start = at;
                        while at < bytes.len() && !(bytes[at].is_ascii_whitespace() || bytes[at] == b'>') {
                            at += 1;
                        }
                        value = &self.source[start..at];
                    }
                    None => {}
                }
            }
            if self.attributes.len() < MOST_ATTRIBUTES {
                self.attributes.push((name, value));
            }
        }
    }

    /// Everything up to the end tag of `name`, which is left in place.
    fn raw_content(&mut self, name: &str) -> Token<'s> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut at = start;
        while let Some(found) = memchr(b'<', &bytes[at..]) {
            let open = at + found;
            let rest = &bytes[open + 1..];
            let ends = rest.first() == Some(&b'/')
                && rest.len() > name.len()
                && rest[1..=name.len()].eq_ignore_ascii_case(name.as_bytes())
                && rest
                    .get(name.len() + 1)
                    .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
            if ends {
                self.at = open;
                return Token::Raw(&self.source[start..open], start);
            }
            at = open + 1;
        }
        self.at = bytes.len();
        Token::Raw(&self.source[start..], start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let mut tokens = Tokens::new(source);
        let mut out: Vec<String> = Vec::new();
        while let Some(token) = tokens.next() {
            out.push(match token {
                Token::Start { tag, closed } => {
                    let attributes: Vec<String> =
                        tokens.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{}{}{}>", tag.name(), attributes.concat(), if closed { "/" } else { "" })
                }
                Token::End(tag) => format!("</{}>", tag.name()),
                Token::Text(text) => text.to_owned(),
                Token::Raw(text, _) => format!("[{text}]"),
            });
        }
        assert_eq!(out.join("|"), expected, "{source}");
    }

    #[test]
    fn cuts() {
        check("<p>One <B>two</B>", "<p>|One |<b>|two|</b>");
        check(
            "<a HREF=x/y class='a b' data-x = \"1>2\" hidden>t",
            "<a HREF=x/y class=a b data-x=1>2 hidden=>|t",
        );
        check("<br/><img src=a />", "<br/>|<img src=a/>");
        check("1 < 2 <3 </ 3>x</>y", "1 < 2 <3 |x|y");
        check("<!doctype html><!-- a > b --><?xml x?>t<!-->u<!--->v<!x>", "t|u|v");
        check("<script>if (a</b/.x) '</p>'</SCRIPT >t", "<script>|[if (a</b/.x) '</p>']|</script>|t");
        check("<title>A &amp; <b></title>", "<title>|[A &amp; <b>]|</title>");
        check("<textarea>x", "<textarea>|[x]");
        check("<style/>p{}</style>", "<style/>|[p{}]|</style>");
        check(
            "<svg><path d='M'/></svg>",
            "<element>|<element>".replace("<element>|<element>", "<svg>|<element d=M/>|</svg>").as_str(),
        );
    }

    #[test]
    fn survives_damage() {
        check("", "");
        check("<", "<");
        check("<p", "<p>");
        check("<p class", "<p class=>");
        check("<p class=", "<p class=>");
        check("<p class='x", "<p class=x>");
        check("</p", "</p>");
        check("<!--", "");
        check("<!", "");
        check("</", "</");
        check("<é>é</é>", "<é>é");
        check("<p =x>", "<p =x=>");
    }
}
