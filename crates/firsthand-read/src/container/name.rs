//! Names of members, so that a person finds them again.

/// Most characters of an address's last part that go into a name.
const LONGEST_TAIL: usize = 40;

/// `container!/0017-last-part-of-the-address`.
pub(crate) fn member(container: &str, number: usize, address: Option<&str>) -> String {
    match address.and_then(tail) {
        Some(tail) => format!("{container}!/{number:04}-{tail}"),
        None => format!("{container}!/{number:04}"),
    }
}

/// `container!/name`; the name is given by the member itself.
pub(super) fn called(container: &str, name: &str) -> String {
    let name: String =
        name.chars().map(|c| if "/\\".contains(c) || c.is_control() { '_' } else { c }).collect();
    format!("{container}!/{name}")
}

/// The last part of an address that says something, as a name.
fn tail(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let last = path.split('/').skip(1).filter(|part| !part.is_empty()).last()?;
    let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let mut out = String::new();
    for c in last.chars().take(LONGEST_TAIL) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    (!out.is_empty()).then(|| out.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let check = |address: &str, expected: &str| {
            assert_eq!(member("a.warc", 7, Some(address)), expected, "{address}");
        };
        check("https://tarl.example/2031/weir-opens.html?x=1", "a.warc!/0007-weir-opens");
        check("https://tarl.example/", "a.warc!/0007");
        check("https://tarl.example/a%20b//", "a.warc!/0007-a-20b");
        check("no address", "a.warc!/0007");
        assert_eq!(member("a", 12345, None), "a!/12345");
        assert_eq!(called("a", "../x\\y"), "a!/.._x_y");
    }
}
