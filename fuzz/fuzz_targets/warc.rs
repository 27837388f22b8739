//! Containers of any bytes: WARC, gzip, ZIP, JSON lines; each member is read.

#![no_main]

use firsthand_read::container::{Fields, Piece, is_zip, unpack, unpack_zip};
use std::io::{BufReader, Cursor};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut members = 0;
    let mut take = |piece| {
        if let Piece::Capture(capture) = piece {
            members += 1;
            // What is read of the first members is the same for all.
            if members <= 20 {
                firsthand_fuzz::check(&firsthand_read::read(&capture));
            }
        }
    };
    if is_zip(bytes) {
        unpack_zip(Cursor::new(bytes), "f", &Fields::default(), &mut take);
    } else {
        unpack(&mut BufReader::with_capacity(32, bytes), "f", &Fields::default(), &mut take);
    }
});
