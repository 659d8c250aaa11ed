//! The command line of Stytch's API.

fn main() {}
