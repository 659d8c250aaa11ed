//! A provider with the features of declarations that Stytch's endpoints do not use. It is compiled into the test, and
//! into a library for the Rust snippets, so it refers to no module but the other fixture.
#![allow(missing_docs, unreachable_pub, reason = "a library's and a test's at once")]
#![allow(clippy::option_option, reason = "tells absent from null")]

use endpoint_runtime::{
    Bytes, Headers, Param, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[param(from)]
#[serde(transparent)]
pub struct TeamId(String);

#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    NewestFirst,
    #[serde(rename = "oldest & 'first'")]
    OldestFirst,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    pub street: String,
    pub floor: i16,
    pub is_home: bool,
    pub note: Option<String>,
    pub inside: Option<Box<Address>>,
    pub doors: Vec<Order>,
    pub extra: Value,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    pub title: String,
    pub pages: u16,
    pub tags: Vec<String>,
}

/// The origin of a call.
#[derive(Clone, Headers)]
#[headers(schema)]
pub struct Trace {
    #[header("X-Trace")]
    pub trace: String,
    #[header("X-Trace-Proof")]
    #[sensitive]
    pub trace_proof: Option<String>,
}

/// The session to act with.
#[derive(Clone, Headers)]
#[headers(schema)]
pub struct Session {
    #[header("X-Session")]
    #[sensitive]
    pub name: Option<String>,
    #[header("X-Floor")]
    pub floor: Option<i16>,
}

/// Teams, in every place that a value can have.
#[endpoints(schema)]
pub trait Teams {
    #[endpoint(GET "/v1/teams/<team_id>/?<q>&tag%5B%5D=<tags>&<limit>&<order>&<is_open>&<score>&expand=a%26b%20c")]
    async fn search(
        &self,
        team_id: TeamId,
        q: String,
        tags: Vec<String>,
        limit: Option<u8>,
        order: Option<Order>,
        is_open: Option<bool>,
        score: Option<f64>,
        #[header("X-Reason")] reason: Option<String>,
    ) -> Result<Value>;

    #[endpoint(GET "/v1/plain/<kind>?<q>&<limit>&<is_open>&<score>")]
    async fn plain(
        &self,
        kind: String,
        q: Option<String>,
        limit: Option<u8>,
        is_open: bool,
        score: Option<f64>,
        #[header("X-Reason")] reason: String,
        #[header("X-Proof")]
        #[sensitive]
        proof: Option<String>,
    ) -> Result<Value>;

    #[endpoint(POST "/v1/teams/<team_id>/members")]
    async fn join(
        &self,
        team_id: TeamId,
        name: String,
        #[field("user-name & 2")] user_name: Option<String>,
        r#type: Option<String>,
        age: u32,
        address: Option<Address>,
        tags: Vec<String>,
        nick: Option<Option<String>>,
        extra: Option<Value>,
        snowflake: Option<u64>,
        offsets: Vec<i64>,
        rates: Option<Vec<f64>>,
    ) -> Result<()>;

    #[endpoint(PATCH "/v1/teams/<team_id>/members")]
    async fn change(
        &self,
        team_id: String,
        name: Option<String>,
        r#type: String,
        is_admin: bool,
        rate: Option<f64>,
        #[sensitive] password: Option<String>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/secrets/<key>?<ticket>&<limit>")]
    async fn secrets(
        &self,
        #[sensitive] key: String,
        #[sensitive] ticket: Option<String>,
        limit: Option<u8>,
        name: String,
        #[sensitive] password: String,
        #[sensitive] pin: Option<u64>,
        #[headers] trace: Option<Trace>,
        #[headers(prefix = "acting_")] session: Option<Session>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/token", form, auth = none)]
    async fn token(
        &self,
        grant: String,
        scope: Vec<String>,
        count: Option<u8>,
        #[sensitive] password: Option<String>,
    ) -> Result<Value>;

    #[endpoint(POST "/v1/form")]
    async fn form(&self, #[body(form)] form: Form) -> Result<Value>;

    #[endpoint(PUT "/v1/notes", response = text)]
    async fn note(&self, #[body(text)] note: String) -> Result<String>;

    #[endpoint(PUT "/v1/secret-notes", response = text)]
    async fn secret_note(
        &self,
        #[body(text)]
        #[sensitive]
        password: Option<String>,
    ) -> Result<String>;

    #[endpoint(PUT "/v1/pictures", response = bytes)]
    async fn picture(&self, #[body(bytes)] picture: Vec<u8>) -> Result<Bytes>;

    #[endpoint(PUT "/v1/settings")]
    async fn settings(&self, #[body] settings: Value) -> Result<()>;

    #[endpoint(HEAD "/v1/teams")]
    async fn probe(&self) -> Result<()>;

    #[endpoint(POST "/v1/pings")]
    async fn ping(&self) -> Result<()>;
}

/// Elsewhere.
#[endpoints(schema, host = archive, body = json)]
pub trait Archive {
    #[endpoint(DELETE "/v1/archived/<team_id>")]
    async fn remove(&self, team_id: TeamId) -> Result<()>;

    #[endpoint(POST "/v1/archived")]
    async fn restore(&self) -> Result<()>;
}

pub fn provider() -> std::result::Result<Provider, ProviderError> {
    at("https://archive.acme.example", AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
}

pub fn at(archive: &str, auth: AuthScheme) -> std::result::Result<Provider, ProviderError> {
    Provider::builder("acme")
        .version("1.0.0")
        .environment(Environment::new("live", "https://api.acme.example"))
        .host(Host::new("archive", archive))
        .auth(auth)
        .resource(TeamsClient::SCHEMAS)
        .resource(ArchiveClient::SCHEMAS)
        .resources(super::fixture_newtypes::SCHEMAS.iter().copied())
        .build()
}
