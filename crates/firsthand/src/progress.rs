//! What is going on, on standard error, for whoever waits.
//!
//! Nothing shows in the first half second. Then a bar on a terminal, and elsewhere a plain line
//! every ten seconds. It is gone before anything is printed.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a run may take before it says anything.
const QUIET: Duration = Duration::from_millis(500);
/// How often the bar is drawn again.
const BEAT: Duration = Duration::from_millis(100);
/// How often a line is written where there is no terminal, as in the log of a night's run.
const LINE: Duration = Duration::from_secs(10);

/// A running display; it ends with [`Progress::finish`] or when dropped.
pub(crate) struct Progress {
    state: Arc<State>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    stage: Mutex<Stage>,
    done: AtomicUsize,
}

#[derive(Clone, Copy)]
struct Stage {
    name: &'static str,
    /// 0 when it isn't known.
    total: usize,
    since: Instant,
}

impl Default for Stage {
    fn default() -> Stage {
        Stage { name: "starting", total: 0, since: Instant::now() }
    }
}

impl Progress {
    /// Begins to show; never when `quiet`.
    pub(crate) fn start(quiet: bool) -> Progress {
        let state = Arc::new(State::default());
        if quiet {
            return Progress { state, stop: None, thread: None };
        }
        let (stop, stopped) = channel();
        let shown = Arc::clone(&state);
        let thread = std::thread::Builder::new().name("progress".to_string()).spawn(move || {
            let terminal = std::io::stderr().is_terminal();
            let wait = |time| matches!(stopped.recv_timeout(time), Err(RecvTimeoutError::Timeout));
            if terminal && wait(QUIET) {
                let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
                while wait(BEAT) {
                    shown.draw(&bar);
                }
                bar.finish_and_clear();
            } else if !terminal {
                while wait(LINE) {
                    // A closed standard error is no reason to stop the work.
                    _ = writeln!(std::io::stderr(), "firsthand: {}", shown.line());
                }
            }
        });
        Progress { state, stop: Some(stop), thread: thread.ok() }
    }

    /// A new stage begins, with `total` items to do (0 when that isn't known).
    pub(crate) fn stage(&self, name: &'static str, total: usize) {
        *self.state.stage.lock().unwrap_or_else(PoisonError::into_inner) =
            Stage { name, total, since: Instant::now() };
        self.state.done.store(0, Ordering::Relaxed);
    }

    /// One more item of the stage is done.
    pub(crate) fn step(&self) {
        self.state.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes the display away. Call it before anything is printed.
    pub(crate) fn finish(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

impl State {
    fn now(&self) -> (Stage, usize, f64) {
        let stage = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let done = self.done.load(Ordering::Relaxed);
        (stage, done, done as f64 / stage.since.elapsed().as_secs_f64().max(0.001))
    }

    /// "reading 310 of 2000, 620 a second"
    fn line(&self) -> String {
        match self.now() {
            (Stage { name, total: 0, .. }, 0, _) => name.to_string(),
            (Stage { name, total: 0, .. }, done, rate) => format!("{name} {done}, {rate:.0} a second"),
            (Stage { name, total, .. }, done, rate) => {
                format!("{name} {done} of {total}, {rate:.0} a second")
            }
        }
    }

    fn draw(&self, bar: &ProgressBar) {
        let (stage, done, _) = self.now();
        let template = if stage.total > 0 { "{bar:24} {msg}" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if stage.total > 0 {
            bar.set_length(stage.total as u64);
            bar.set_position(done as u64);
        }
        bar.set_message(self.line());
        bar.tick();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let progress = Progress::start(true);
        progress.stage("matching", 0);
        assert_eq!(progress.state.line(), "matching");
        progress.stage("reading", 3);
        progress.step();
        let line = progress.state.line();
        assert!(line.starts_with("reading 1 of 3, ") && line.ends_with(" a second"), "{line}");
    }
}
