//! Calls by data.
#![allow(clippy::option_option, reason = "an absent value and null are distinguished")]

mod calls;
mod digits;
mod multipart;
