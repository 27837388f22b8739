//! Running the binary and looking at what it made.

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }
}

/// The binary with an environment that doesn't depend on who runs the tests.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firsthand"));
    command.env_remove("NO_COLOR").env_remove("COLUMNS").env("TERM", "xterm").stdin(Stdio::null());
    command
}

pub(crate) fn firsthand(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ran {
    ran(command().args(args))
}

pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the binary runs");
    Ran {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The folder of the sample.
pub(crate) fn case() -> PathBuf {
    root().join("corpus/stories/imbra-water")
}

/// The sample's pages, by name.
pub(crate) fn captures() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(case().join("captures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A new folder that goes when it is dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("firsthand-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Fails unless every `exact` of `record` stands in its document's text where it says; returns how
/// many there are.
pub(crate) fn check_evidence(record: &Value) -> usize {
    let texts: Vec<(&str, Vec<char>)> = record["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .map(|document| {
            let text = match &document["text"] {
                Value::String(text) => text.clone(),
                _ => std::fs::read_to_string(document["file"].as_str().expect("file")).expect("its text"),
            };
            (document["id"].as_str().expect("id"), text.chars().collect())
        })
        .collect();
    let mut count = 0;
    evidence(record, &mut |document, start, end, exact| {
        let (_, text) = texts.iter().find(|(id, _)| *id == document).expect("evidence names a document");
        let found: String = text.get(start..end).unwrap_or_default().iter().collect();
        assert_eq!(found, exact, "document {document}, {start}..{end}");
        count += 1;
    });
    count
}

fn evidence(value: &Value, visit: &mut dyn FnMut(&str, usize, usize, &str)) {
    match value {
        Value::Object(fields) => {
            if let (Some(document), Some(start), Some(end), Some(exact)) = (
                value["document"].as_str(),
                value["start"].as_u64(),
                value["end"].as_u64(),
                value["exact"].as_str(),
            ) {
                visit(document, start as usize, end as usize, exact);
            }
            fields.values().for_each(|value| evidence(value, visit));
        }
        Value::Array(values) => values.iter().for_each(|value| evidence(value, visit)),
        _ => {}
    }
}
