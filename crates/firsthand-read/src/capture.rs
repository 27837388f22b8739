//! One observation of one address at one time, and its name.

use jiff::Timestamp;

/// Bytes as they were found, with where and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// The path as the user gave it, or a name for standard input.
    pub file: Option<String>,
    /// The address it was fetched from, where known.
    pub url: Option<String>,
    /// When it was fetched, where known. A file's own time is not one.
    pub captured: Option<Timestamp>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// What a message calls it: its path or address, else `otherwise`.
    pub(crate) fn called<'c>(&'c self, otherwise: &'c str) -> &'c str {
        self.file.as_deref().or(self.url.as_deref()).unwrap_or(otherwise)
    }

    /// Its name: 16 hexadecimal digits, the hash (XXH3, 64 bit) of address, time and bytes.
    ///
    /// The file's path is no part of it: the same bytes have the same name on every machine.
    pub fn id(&self) -> String {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        hasher.update(self.url.as_deref().unwrap_or("").as_bytes());
        hasher.update(&[0]);
        hasher.update(self.captured.map(|at| at.to_string()).unwrap_or_default().as_bytes());
        hasher.update(&[0]);
        hasher.update(&self.bytes);
        format!("{:016x}", hasher.digest())
    }
}
