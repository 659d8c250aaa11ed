//! Declarations that must compile with the runtime's feature `schema`, and declarations that must be refused with a certain
//! message. `TRYBUILD=overwrite` rewrites the messages, as it does in `endpoint-tests`.

#[test]
fn valid_declarations_describe_their_types() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}

#[test]
fn a_type_without_a_schema_is_reported_once_at_its_tokens_with_a_fix() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}
