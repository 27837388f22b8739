//! Every layout of one small record, held to files in `tests/expected` (rewritten by `UPDATE=1`),
//! and to what must hold of any record.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod hostile;
mod layout;
mod markup;
mod sample;
mod screen;

use std::path::Path;

/// Compares `got` with the expected file `name`; with `UPDATE=1` writes it instead.
fn held_to(name: &str, got: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, got).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (got, expected)) in got.lines().zip(expected.lines()).enumerate() {
        assert_eq!(got, expected, "{name}, line {}", number + 1);
    }
    assert_eq!(got.len(), expected.len(), "{name} has another length");
}
