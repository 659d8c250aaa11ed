//! A provider with numbers in every place: 64-bit integers, others, and numbers without a type.

use std::collections::BTreeMap;

use endpoint_runtime::{
    ErrorBody, ErrorFields, Result, endpoints,
    provider::{Environment, Provider},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An amount, which is counted, measured or told.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Amount {
    Counted(u64),
    Measured(f64),
    Told(String),
}

/// A detail, whose tag says how its number is held.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub(crate) enum Detail {
    Count { n: u64 },
    Measure { n: f64 },
    Anything { n: Value },
}

/// An entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Entry {
    pub(crate) id: u64,
    pub(crate) parent: Option<i64>,
    pub(crate) ids: Vec<u64>,
    pub(crate) by_name: BTreeMap<String, i64>,
    pub(crate) pair: (i64, f64),
    pub(crate) amount: Amount,
    pub(crate) details: Vec<Detail>,
    pub(crate) ratio: f64,
    pub(crate) count: u32,
    pub(crate) next: Option<Box<Entry>>,
    pub(crate) extra: Value,
}

/// The writer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Writer {
    pub(crate) name: String,
    #[schemars(extend("x-sensitive" = true))]
    pub(crate) pins: Vec<u64>,
    #[schemars(extend("format" = "password"))]
    pub(crate) password: Option<String>,
}

/// A form.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Search {
    pub(crate) id: u64,
    #[schemars(extend("format" = "password"))]
    pub(crate) password: Option<String>,
}

/// A term, which holds a term or is an expression, which holds a term: types whose names lead in a circle.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Term {
    Group(Box<Expression>),
    Number(u64),
}

/// An expression.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Expression {
    Not(Box<Term>),
    Name(String),
    Nothing {},
}

/// The error of the ledger.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct LedgerError {
    pub(crate) entry: u64,
    pub(crate) ratio: f64,
}

impl ErrorBody for LedgerError {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &["error"] };
}

/// Entries.
#[endpoints(schema, body = json)]
pub(crate) trait Entries {
    /// Reads an entry.
    #[endpoint(GET "/entries/<id>?<after>&<ids>", auth = none)]
    async fn read(
        &self,
        id: u64,
        after: Option<i64>,
        ids: Vec<u64>,
        #[header("X-Version")] version: Option<i64>,
    ) -> Result<Entry, LedgerError>;

    /// Replaces an entry.
    #[endpoint(PUT "/entries/<id>", auth = none)]
    async fn replace(&self, id: u64, #[body] entry: Entry) -> Result<Entry, LedgerError>;

    /// Writes entries.
    #[endpoint(POST "/entries", auth = none)]
    async fn write(
        &self,
        id: u64,
        limit: Option<u8>,
        amounts: Option<Vec<Amount>>,
        note: Option<Value>,
        writer: Option<Writer>,
    ) -> Result<BTreeMap<String, u64>, LedgerError>;

    /// Evaluates an expression.
    #[endpoint(POST "/evaluate", auth = none)]
    async fn evaluate(&self, expression: Expression) -> Result<Term, LedgerError>;

    /// Searches for entries.
    #[endpoint(POST "/search", auth = none)]
    async fn search(&self, #[body(form)] search: Search) -> Result<Value>;
}

/// The provider.
pub(crate) fn provider() -> Provider {
    Provider::builder("ledger")
        .shared_module(module_path!())
        .environment(Environment::new("live", "https://ledger.example.com"))
        .resource(EntriesClient::SCHEMAS)
        .build()
        .unwrap()
}
