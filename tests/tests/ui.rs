//! What must compile, and what must be refused with which words.
//!
//! `TRYBUILD=overwrite cargo test -p endpoint-tests --test ui` writes the `.stderr` anew; each is then to be read as a
//! user would: one error, at the user's own tokens, saying what is wrong and how to mend it.

/// Also compiled here, so that clippy sees what the macros emit.
#[path = "../ui/pass/strict_lints.rs"]
pub mod strict_lints;

#[test]
fn shapes_that_must_compile_do_and_send_what_they_should() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}

#[test]
fn mistakes_are_told_once_where_they_are_made_with_their_cure() {
    trybuild::TestCases::new().compile_fail("ui/fail/*/*.rs");
}

#[test]
fn strict_lints_find_nothing() {
    strict_lints::main();
}
