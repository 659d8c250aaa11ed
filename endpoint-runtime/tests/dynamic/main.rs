//! Calls by data.
#![allow(clippy::option_option, reason = "an absent value and null are told apart")]

mod calls;
mod digits;
