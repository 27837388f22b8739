//! The real binary, end to end.

mod bad_inputs;
mod output;
mod sample;
mod seeds;
mod stages;
mod support;
