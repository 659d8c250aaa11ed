//! A provider with constructs that Stytch's endpoints do not have.
#![allow(dead_code, reason = "only the schemas are looked at")]

use endpoint_runtime::{
    Bytes, Headers, Param, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Param, JsonSchema)]
#[param(from)]
pub(crate) struct TeamId(String);

#[derive(Clone, Debug, Param, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    NewestFirst,
    OldestFirst,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Address {
    pub(crate) street: String,
    pub(crate) floor: u8,
    pub(crate) kind: Kind,
    pub(crate) note: Option<String>,
    pub(crate) parent: Option<Box<Address>>,
    pub(crate) doors: Vec<Door>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// One lives there.
    Home,
    /// One works there.
    Work,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Door {
    pub(crate) is_open: bool,
}

#[derive(Clone, Headers)]
#[headers(schema)]
pub(crate) struct Trace {
    #[header("X-Trace")]
    pub(crate) trace: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Team {
    pub(crate) name: String,
}

/// Teams.
#[endpoints(schema)]
pub(crate) trait Teams {
    #[endpoint(GET "/v1/teams/<team_id>/?<limit>&<order>&<is_open>&<score>&expand=a%20b", id = "teams_list")]
    async fn list(
        &self,
        team_id: TeamId,
        limit: Option<u8>,
        order: Vec<Order>,
        is_open: Option<bool>,
        score: Option<f64>,
        #[header("X-Reason")] reason: Option<String>,
    ) -> Result<Team>;

    #[endpoint(POST "/v1/teams", destructive)]
    async fn create(
        &self,
        name: String,
        address: Address,
        tags: Option<Vec<String>>,
        extra: Option<Value>,
        #[field("type")] r#type: Option<String>,
        #[sensitive] password: Option<String>,
        #[sensitive] pin: Option<u32>,
        #[header("X-Count")] count: u16,
    ) -> Result<()>;

    #[endpoint(POST "/v1/token", form, auth = none)]
    async fn token(&self, grant_type: String, scope: Vec<String>, #[sensitive] client_secret: String)
    -> Result<String>;

    #[endpoint(GET "/v1/keys/<key>?<token>")]
    async fn key(
        &self,
        #[sensitive] key: String,
        #[sensitive] token: String,
        #[header("X-Proof")]
        #[sensitive]
        proof: Option<String>,
    ) -> Result<Team>;

    #[endpoint(PUT "/v1/notes", response = text)]
    async fn note(&self, #[body(text)] note: String) -> Result<String>;

    #[endpoint(PUT "/v1/pictures", response = bytes)]
    async fn picture(&self, #[body(bytes)] picture: Option<Vec<u8>>) -> Result<Bytes>;

    #[endpoint(PUT "/v1/settings")]
    async fn settings(&self, #[body] settings: Value) -> Result<()>;

    #[endpoint(HEAD "/v1/teams")]
    async fn probe(&self) -> Result<()>;

    #[endpoint(PATCH "/v1/teams/<team_id>")]
    async fn change(
        &self,
        team_id: TeamId,
        r#type: Option<String>,
        age: Option<u16>,
        level: Option<u8>,
        order: Option<Order>,
        rate: Option<f32>,
        is_admin: Option<bool>,
        since: Option<std::num::NonZeroU16>,
        initial: Option<char>,
    ) -> Result<()>;

    #[endpoint(OPTIONS "/v1/teams")]
    async fn traced(&self, #[headers] trace: Trace) -> Result<()>;
}

/// Elsewhere.
#[endpoints(schema, host = archive)]
pub(crate) trait Archive {
    #[endpoint(DELETE "/v1/teams/<team_id>")]
    async fn remove(&self, team_id: TeamId) -> Result<()>;
}

/// Builds a provider without a client type of its own.
pub(crate) fn acme() -> Provider {
    Provider::builder("acme-tools")
        .environment(Environment::new("live", "https://api.acme.example/base/"))
        .host(Host::new("archive", "https://archive.acme.example"))
        .shared_module(module_path!())
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .resource(TeamsClient::SCHEMAS)
        .resource(ArchiveClient::SCHEMAS)
        .build()
        .unwrap()
}
