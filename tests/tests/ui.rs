//! Declarations that must compile, and declarations that must be refused with a certain message.
//!
//! `TRYBUILD=overwrite cargo test -p endpoint-tests --test ui` rewrites the `.stderr` files. Read each of them as a user
//! would: one error, at the user's own tokens, with the problem and its fix.

/// Compiled here as well, so that clippy sees the expansion of the macros.
#[path = "../ui/pass/strict_lints.rs"]
pub mod strict_lints;

#[test]
fn valid_declarations_compile_and_send_the_right_requests() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}

#[test]
fn each_mistake_is_reported_once_at_its_tokens_with_a_fix() {
    trybuild::TestCases::new().compile_fail("ui/fail/*/*.rs");
}

#[test]
fn strict_lints_find_nothing() {
    strict_lints::main();
}
