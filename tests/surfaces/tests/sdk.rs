//! Holds nothing yet.

fn main() {}
