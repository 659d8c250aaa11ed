//! Fixtures that must compile, and fixtures that must be refused, with the expected errors.
//!
//! `TRYBUILD=overwrite cargo test -p endpoint-tests --test ui` rewrites the `.stderr` files. Read each as a user would: one
//! error, at the user's own tokens, with the mistake and its fix.

/// Compiled here as well, so that clippy sees the expansion of the macros.
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
