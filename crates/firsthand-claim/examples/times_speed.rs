//! Measures how fast time expressions are found: `… --example times_speed FILE…`, each a text file.
//!
//! Prints expressions found and MB for a second of one thread's time, over five rounds.

#![expect(clippy::print_stdout, reason = "the figure is what this program is for")]

use std::time::Instant;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let pieces: Vec<&str> = text.split("\n\n\n").collect();
        let day = jiff::civil::Date::new(2024, 5, 15).ok();
        let mut best = f64::MAX;
        let mut found = 0;
        for _ in 0..5 {
            let started = Instant::now();
            found = pieces.iter().map(|piece| firsthand_claim::times(piece, day).len()).sum::<usize>();
            best = best.min(started.elapsed().as_secs_f64());
        }
        println!("{path}: {found} expressions, {:.1} MB/s", text.len() as f64 / 1e6 / best);
    }
    Ok(())
}
