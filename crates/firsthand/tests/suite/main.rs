//! The real binary, end to end.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should stop")]

mod bad_inputs;
mod containers;
mod copies;
mod output;
mod sample;
mod seeds;
mod stages;
mod support;
