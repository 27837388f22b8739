//! A source of which read bytes can be given back.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// A source with bytes before it, and a failure between the two.
pub(super) struct Tail<'s> {
    back: Vec<u8>,
    at: usize,
    failed: Option<Error>,
    source: &'s mut dyn BufRead,
}

impl<'s> Tail<'s> {
    pub(super) fn new(source: &'s mut dyn BufRead) -> Tail<'s> {
        Tail { back: Vec::new(), at: 0, failed: None, source }
    }

    /// The first `count` bytes, which stay in it; fewer where it ends or fails before.
    ///
    /// One read of a pipe may give less than what is wanted, so it reads until it has enough. A
    /// failure is met again by whoever reads up to it.
    pub(super) fn peek(&mut self, count: usize) -> Vec<u8> {
        let mut head = Vec::new();
        while head.len() < count {
            match self.fill_buf() {
                Ok([]) => break,
                Ok(ready) => {
                    let taken = ready.len().min(count - head.len());
                    head.extend_from_slice(&ready[..taken]);
                    self.consume(taken);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        self.give_back(head.clone());
        head
    }

    /// Gives `bytes` back: they are read again before the rest.
    pub(super) fn give_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.back[self.at..]);
        self.back = bytes;
        self.at = 0;
    }
}

/// Reads from what a buffered source has at hand.
pub(super) fn read(source: &mut impl BufRead, into: &mut [u8]) -> Result<usize> {
    let ready = source.fill_buf()?;
    let count = ready.len().min(into.len());
    into[..count].copy_from_slice(&ready[..count]);
    source.consume(count);
    Ok(count)
}

impl Read for Tail<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        read(self, into)
    }
}

impl BufRead for Tail<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at < self.back.len() {
            return Ok(&self.back[self.at..]);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.source.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.back.len() {
            self.at = self.back.len().min(self.at + count);
        } else {
            self.source.consume(count);
        }
    }
}
