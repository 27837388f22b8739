//! A source of which read bytes can be given back.

use std::io::{BufRead, Read, Result};

/// A source with bytes before it.
pub(super) struct Tail<'s> {
    back: Vec<u8>,
    at: usize,
    source: &'s mut dyn BufRead,
}

impl<'s> Tail<'s> {
    pub(super) fn new(source: &'s mut dyn BufRead) -> Tail<'s> {
        Tail { back: Vec::new(), at: 0, source }
    }

    /// Gives `bytes` back: they are read again before the rest.
    pub(super) fn give_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.back[self.at..]);
        self.back = bytes;
        self.at = 0;
    }
}

impl Read for Tail<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Tail<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at < self.back.len() { Ok(&self.back[self.at..]) } else { self.source.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.back.len() {
            self.at = self.back.len().min(self.at + count);
        } else {
            self.source.consume(count);
        }
    }
}
