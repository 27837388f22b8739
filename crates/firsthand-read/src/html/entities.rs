//! Character references: `&amp;`, `&#8217;`, `&eacute`.
//!
//! In: text or an attribute's value as it stands in the source. Out: the characters meant, by the
//! rules of the HTML standard, section 13.2.5.72 and following: figures of the Windows-1252 page
//! stand for its characters, impossible figures for U+FFFD, and old names hold without a semicolon.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Name to characters, and whether it holds without its semicolon.
static NAMES: LazyLock<HashMap<&'static str, (String, bool)>> = LazyLock::new(|| {
    include_str!("entities.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, codes) = line.split_once('\t')?;
            let meant: Option<String> =
                codes.split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect();
            Some((name.trim_end_matches('!'), (meant?, name.ends_with('!'))))
        })
        .collect()
});

/// Most characters of a name.
const LONGEST_NAME: usize = 32;

/// What the figures 0x80 to 0x9F stand for: they are control characters, but pages mean Windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The value of an attribute with its references resolved.
pub(crate) fn decoded(source: &str) -> Cow<'_, str> {
    if !source.contains('&') {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match reference(rest) {
            // In an attribute an old name before a letter, figure or "=" is part of an address.
            Some((_, length))
                if !rest[..length].ends_with(';')
                    && rest[length..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric()) =>
            {
                None
            }
            Some((meant, length)) => {
                meant.push_to(&mut out);
                Some(length)
            }
            None => None,
        };
        let length = length.unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a reference stands for.
pub(crate) enum Meant {
    /// One character, by its figure.
    One(char),
    /// Characters, by name.
    Named(&'static str),
}

impl Meant {
    /// Adds the characters to `out`.
    pub(crate) fn push_to(&self, out: &mut String) {
        match self {
            Meant::One(c) => out.push(*c),
            Meant::Named(named) => out.push_str(named),
        }
    }
}

/// The reference at the start of `source`, which begins with `&`: what it stands for, and its bytes.
pub(crate) fn reference(source: &str) -> Option<(Meant, usize)> {
    let rest = source.strip_prefix('&')?;
    if let Some(figures) = rest.strip_prefix('#') {
        let (digits, radix, before) = match figures.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (figures, 10, 2),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        if length == 0 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let meant = match code {
            0x80..=0x9f => WINDOWS_1252[(code - 0x80) as usize],
            0 => '\u{fffd}',
            _ => char::from_u32(code).unwrap_or('\u{fffd}'),
        };
        let stop = usize::from(digits[length..].starts_with(';'));
        return Some((Meant::One(meant), before + length + stop));
    }
    let length = rest.bytes().take(LONGEST_NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if rest[length..].starts_with(';')
        && let Some((meant, _)) = NAMES.get(&rest[..length])
    {
        return Some((Meant::Named(meant), 1 + length + 1));
    }
    // The longest old name that the letters begin with: "&ampx" is "&x".
    (2..=length.min(LONGEST_OLD)).rev().find_map(|length| {
        let (meant, old) = NAMES.get(&rest[..length])?;
        old.then_some((Meant::Named(meant), 1 + length))
    })
}

/// Letters of the longest name that holds without a semicolon ("thorn" has 5, "frac34" 6).
const LONGEST_OLD: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes() {
        for (source, expected) in [
            ("plain", "plain"),
            ("a&amp;b &lt;c&gt;", "a&b <c>"),
            ("&#8217;&#x2019;&#146;", "’’’"),
            ("&eacute &eacute; &copy2031", "é é &copy2031"),
            ("?a=1&copy=2&amp=3", "?a=1&copy=2&amp=3"),
            ("&nope; &; & &#; &#x;", "&nope; &; & &#; &#x;"),
            ("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("&NotEqualTilde;&fjlig;", "≂\u{338}fj"),
            ("&", "&"),
            ("&é", "&é"),
        ] {
            assert_eq!(decoded(source), expected, "{source}");
        }
    }

    #[test]
    fn knows_every_name() {
        assert_eq!(NAMES.len(), 2125);
        assert!(NAMES.iter().all(|(name, (_, old))| !old || name.len() <= LONGEST_OLD));
    }
}
