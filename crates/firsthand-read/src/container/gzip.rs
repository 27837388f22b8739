//! Gzip, member by member, going on behind damage.
//!
//! In: gzip data (RFC 1952) of any number of members. Out: the data in them as one stream. Where a
//! member is damaged or cut off, the stream fails once, so that whoever reads it knows that what
//! follows is not what was to follow; the next read goes on with the next member that can be found.

use super::tail::{Tail, read};
use crate::Notice;
use flate2::bufread::GzDecoder;
use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// Whether bytes begin as gzip data: magic, deflate, no reserved flags.
pub(super) fn is_gzip(head: &[u8]) -> bool {
    matches!(head, [0x1f, 0x8b, 8, flags, ..] if flags & 0xe0 == 0) || head == [0x1f, 0x8b, 8]
}

/// How often larger data may be than what it was unpacked from. Deflate reaches 1,032 at most; pages
/// and their archives stay under 30.
const MOST_GROWTH: u64 = 200;

/// Data of this size may grow as it likes.
const FREE_GROWTH: u64 = 256 << 20;

/// Damaged places that are told one by one.
const MOST_NOTICES: usize = 20;

/// Bytes of a damaged member that are searched for the beginning of the next. Deflate notices within
/// some hundred bytes that it reads what is no data of its own.
const RECENT: usize = 32 << 10;

/// How often bytes are looked at again in one stream; a bound against data made of beginnings.
const MOST_TRIES: usize = 2000;

/// Size of the buffer that unpacked data waits in. What was unpacked last before damage is lost with
/// it, so it is small.
const BUFFER: usize = 8 << 10;

/// All members of a gzip stream, one behind the other.
pub(super) struct Members<'s> {
    state: State<'s>,
    buffer: Vec<u8>,
    at: usize,
    /// Bytes unpacked.
    out: u64,
    damaged: usize,
    notices: Vec<Notice>,
    name: String,
}

enum State<'s> {
    /// In a member.
    Inside(Box<GzDecoder<Counted<'s>>>),
    /// Between members: looks for the next.
    Between(Counted<'s>),
    End,
}

/// A source that counts what is taken from it, and keeps the last of it.
struct Counted<'s> {
    source: Tail<'s>,
    taken: u64,
    /// `taken` where the member began.
    begun: u64,
    /// The last bytes taken since the member began.
    recent: Vec<u8>,
    /// How often bytes may still be looked at again.
    again: usize,
}

impl Counted<'_> {
    /// Goes back to what looks like the beginning of a member inside of what a damaged one has
    /// swallowed: its data ran on into the next.
    fn go_back(&mut self) {
        // The damaged member's own beginning is not another's.
        let from = usize::from(self.taken - self.begun == self.recent.len() as u64);
        let found = (from..self.recent.len()).find(|&at| {
            let rest = &self.recent[at..];
            is_gzip(rest) || [0x1f, 0x8b, 8].starts_with(rest)
        });
        if let Some(at) = found.filter(|_| self.again > 0) {
            self.again -= 1;
            let bytes = self.recent.split_off(at);
            self.source.give_back(bytes);
        }
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        read(self, into)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if let Ok(ready) = self.source.fill_buf() {
            self.recent.extend_from_slice(&ready[..count.min(ready.len())]);
        }
        if self.recent.len() > 2 * RECENT {
            self.recent.drain(..self.recent.len() - RECENT);
        }
        self.taken += count as u64;
        self.source.consume(count);
    }
}

impl<'s> Members<'s> {
    pub(super) fn new(source: &'s mut dyn BufRead, name: &str) -> Members<'s> {
        Members {
            state: State::Between(Counted {
                source: Tail::new(source),
                taken: 0,
                begun: 0,
                recent: Vec::new(),
                again: MOST_TRIES,
            }),
            buffer: Vec::new(),
            at: 0,
            out: 0,
            damaged: 0,
            notices: Vec::new(),
            name: name.to_owned(),
        }
    }

    /// What was found to be damaged.
    pub(super) fn finish(mut self) -> Vec<Notice> {
        if self.damaged > MOST_NOTICES {
            let message = format!("{}: {} damaged places in all.", self.name, self.damaged);
            self.notices.push(Notice { code: "damaged-gzip", message, span: None });
        }
        self.notices
    }

    fn damage(&mut self, what: &str) -> Error {
        self.damaged += 1;
        if self.damaged <= MOST_NOTICES {
            let message = format!(
                "{}: the compressed data is damaged or cut off ({what}) behind {} bytes of text; what can be read is read. Copy the file again.",
                self.name, self.out
            );
            self.notices.push(Notice { code: "damaged-gzip", message, span: None });
        }
        Error::new(ErrorKind::InvalidData, "damaged gzip data")
    }

    /// Fills the empty buffer. `Ok` with an empty buffer is the end.
    fn fill(&mut self) -> Result<()> {
        self.buffer.clear();
        self.at = 0;
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Ok(()),
                State::Between(mut source) => {
                    if next_member(&mut source)? {
                        source.recent.clear();
                        source.begun = source.taken;
                        self.state = State::Inside(Box::new(GzDecoder::new(source)));
                    } else {
                        return Ok(());
                    }
                }
                State::Inside(mut member) => {
                    self.buffer.resize(BUFFER, 0);
                    let result = member.read(&mut self.buffer);
                    self.buffer.truncate(*result.as_ref().unwrap_or(&0));
                    match result {
                        Ok(0) => self.state = State::Between(member.into_inner()),
                        Ok(count) => {
                            self.out += count as u64;
                            let taken = member.get_ref().taken;
                            if self.out > FREE_GROWTH && self.out / MOST_GROWTH > taken {
                                return Err(self.bomb());
                            }
                            self.state = State::Inside(member);
                            return Ok(());
                        }
                        Err(error) if error.kind() == ErrorKind::Interrupted => {
                            self.state = State::Inside(member);
                        }
                        Err(error) => {
                            let mut source = member.into_inner();
                            source.go_back();
                            self.state = State::Between(source);
                            return Err(self.damage(&error.to_string()));
                        }
                    }
                }
            }
        }
    }

    fn bomb(&mut self) -> Error {
        let message = format!(
            "{}: its data grows more than {MOST_GROWTH} times when it is unpacked, as no collection of pages does; stopped behind {} MiB.",
            self.name,
            self.out >> 20
        );
        self.notices.push(Notice { code: "compression-bomb", message, span: None });
        self.buffer.clear();
        Error::new(ErrorKind::InvalidData, "data grows without bound")
    }
}

impl Read for Members<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        read(self, into)
    }
}

impl BufRead for Members<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at >= self.buffer.len() {
            self.fill()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at = self.buffer.len().min(self.at + count);
    }
}

/// Moves to the next bytes that begin a member; `false` at the end.
///
/// Between members that are whole there is nothing to pass over; some writers fill up with zeros.
fn next_member(source: &mut Counted) -> Result<bool> {
    loop {
        let buffer = source.fill_buf()?;
        let Some(at) = buffer.iter().position(|&byte| byte == 0x1f) else {
            let count = buffer.len();
            if count == 0 {
                return Ok(false);
            }
            source.consume(count);
            continue;
        };
        // With too few bytes at hand to tell, the decoder tries, and fails on what is none.
        if buffer.len() < at + 4 || is_gzip(&buffer[at..]) {
            source.consume(at);
            return Ok(true);
        }
        source.consume(at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::{BufReader, Write as _};

    pub(super) fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What is read, failures as `#`.
    ///
    /// `…` in `expected` stands for a few characters: how far a damaged member is read depends on
    /// where the buffers end.
    fn check(bytes: &[u8], expected: &str) {
        for size in [1, 7, 4096] {
            let mut source = BufReader::with_capacity(size, bytes);
            let mut members = Members::new(&mut source, "f");
            let mut out = String::new();
            loop {
                match members.fill_buf() {
                    Ok([]) => break,
                    Ok(ready) => {
                        out.push_str(&String::from_utf8_lossy(ready));
                        let count = ready.len();
                        members.consume(count);
                    }
                    Err(_) => out.push('#'),
                }
            }
            let (head, tail) = expected.split_once('…').unwrap_or((expected, ""));
            let room = if expected.contains('…') { 16 } else { 0 };
            assert!(
                out.starts_with(head)
                    && out[head.len()..].ends_with(tail)
                    && out.len() <= head.len() + tail.len() + room,
                "buffer of {size}: {out} for {expected}"
            );
        }
    }

    #[test]
    fn members_follow_each_other() {
        let [one, two] = [packed("The dam held. "), packed("The weir did not.")];
        check(&[one.clone(), two.clone()].concat(), "The dam held. The weir did not.");
        check(&[one.as_slice(), &[0; 9], &two].concat(), "The dam held. The weir did not.");
        check(&one, "The dam held. ");
    }

    #[test]
    fn goes_on_behind_damage() {
        let [one, two] = [packed("The dam held. "), packed("The weir did not.")];
        check(&one[..one.len() - 3], "The dam held. #");
        check(&[&one[..one.len() - 9], two.as_slice()].concat(), "…#The weir did not.");
        check(&[&one[..one.len() - 12], two.as_slice(), &one].concat(), "…#The weir did not.The dam held. ");
        let mut wrong = one.clone();
        let sum = wrong.len() - 6;
        wrong[sum] ^= 1;
        check(&[wrong, two].concat(), "The dam held. #The weir did not.");
    }
}
