//! What a reader of the document finds in it.

mod library;

use expect_test::expect_file;

use super::*;

#[test]
fn the_document_of_a_provider_that_has_everything() {
    expect_file!["../../golden/library.openapi.json"].assert_eq(&openapi(&library::provider()).to_string());
}
