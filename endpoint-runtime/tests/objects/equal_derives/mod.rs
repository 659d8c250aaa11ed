//! Objects beside the derives of serde and schemars for the same fields: both read, write and describe the same.
//!
//! `PROPTEST_CASES=10000` in the environment makes the tests run forty times as long.

#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(missing_docs, unreachable_pub, reason = "the fields of the types that are compared")]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod compare;
mod document;
mod samples;
mod schemas;
#[macro_use]
mod twins;
#[macro_use]
mod shapes;

use std::sync::LazyLock;

use compare::{Allowed, compare, compare_in_all_readers};
use endpoint_runtime::schema::schemars::generate::Contract;
use proptest::prelude::*;
use schemas::Pair;
use serde_json::Value;
use shapes::Twins;

type Compare = fn(&[u8], Allowed) -> Result<(), String>;

/// An object that is compared with its twins.
struct Shape {
    /// The schema that documents are written for.
    schema: Value,
    allowed: Allowed,
    compare: Compare,
    /// The schemas for reading and writing.
    schemas: [Pair; 2],
}

impl Shape {
    fn new<O: Twins>(compare: Compare) -> Self {
        let schema = schemas::of::<O>(&Contract::Deserialize);
        let text = schema.to_string();
        let allowed = Allowed {
            keeps_json: text.contains(r#""additionalProperties":true"#),
            has_open_enum: text.contains(r#""active""#) || text.contains(r#""DOWN""#),
        };
        let schemas = [Contract::Deserialize, Contract::Serialize].map(|contract| Pair::new::<O>(&contract));
        Self { schema, allowed, compare, schemas }
    }

    /// Writes a document from a part of the entropy that differs from that of the other shapes.
    fn document(&self, index: usize, stride: usize, entropy: &[u8]) -> Vec<u8> {
        let start = (index * stride).checked_rem(entropy.len()).unwrap_or(0);
        document::write(&self.schema, &[&entropy[start..], &entropy[..start]].concat())
    }
}

static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    macro_rules! list {
        ([$($row:ident)+] [$($name:ident)+]) => {
            vec![
                $(Shape::new::<shapes::objects::$row>(compare::<shapes::objects::$row>),)+
                $(Shape::new::<shapes::objects::$name>(compare_in_all_readers::<shapes::objects::$name>),)+
            ]
        };
    }
    for_each_shape!(list)
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_as_by_a_derive(entropy in prop::collection::vec(any::<u8>(), 0..400), stride in 1..400_usize) {
        for (index, shape) in SHAPES.iter().enumerate() {
            let document = shape.document(index, stride, &entropy);
            (shape.compare)(&document, shape.allowed).map_err(TestCaseError::fail)?;
            let Ok(document) = serde_json::from_slice(&document) else { continue };
            for pair in &shape.schemas {
                pair.compare_on(&document).map_err(TestCaseError::fail)?;
            }
        }
    }
}

#[test]
fn an_object_has_the_schema_that_a_derive_describes() {
    let differences: Vec<String> =
        SHAPES.iter().flat_map(|shape| &shape.schemas).filter_map(|pair| pair.compare().err()).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
