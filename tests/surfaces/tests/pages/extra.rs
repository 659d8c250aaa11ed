//! A provider with a secret in every location.

use endpoint_runtime::{
    Bytes, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    schema::schemars::{self, JsonSchema},
};
use serde::Serialize;
use serde_json::Value;

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Lock {
    pub(crate) name: String,
    pub(crate) pins: Vec<u64>,
}

#[endpoints(schema)]
pub(crate) trait Vault {
    #[endpoint(GET "/v1/keys/<key>/it's-$x?<token>&<pins>&fixed%5B%5D=%C3%A9%24")]
    async fn look(
        &self,
        #[sensitive] key: String,
        #[sensitive] token: Option<String>,
        #[sensitive] pins: Vec<u32>,
        #[header("X-Proof")]
        #[sensitive]
        proof: Option<String>,
        #[header("X-Count")] count: Option<i64>,
    ) -> Result<Value>;

    #[endpoint(POST "/v1/keys", form)]
    async fn store(&self, #[sensitive] keys: Vec<String>, #[sensitive] pin: Option<u64>, levels: Vec<i8>)
    -> Result<()>;

    #[endpoint(PUT "/v1/locks")]
    async fn lock(
        &self,
        #[body]
        #[sensitive]
        lock: Option<Lock>,
    ) -> Result<Value>;

    #[endpoint(PUT "/v1/images", response = bytes)]
    async fn image(
        &self,
        #[body(bytes)]
        #[sensitive]
        image: Option<Vec<u8>>,
    ) -> Result<Bytes>;

    #[endpoint(PUT "/v1/phrases")]
    async fn phrase(
        &self,
        #[body]
        #[sensitive]
        phrase: String,
    ) -> Result<()>;

    #[endpoint(OPTIONS "/", auth = none)]
    async fn options(&self) -> Result<()>;

    #[endpoint(PATCH "/v1/widths/<short>")]
    async fn widths(
        &self,
        short: i16,
        byte: Option<u8>,
        word: Option<u32>,
        long: Option<i64>,
        longest: Option<u64>,
        half: Option<i32>,
        float: Option<f32>,
        #[sensitive] r#gen: Option<String>,
    ) -> Result<()>;
}

pub(crate) fn provider() -> Provider {
    Provider::builder("the-vault")
        .environment(Environment::new("live", "https://vault.example//"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "VAULT_TOKEN")))
        .resource(VaultClient::SCHEMAS)
        .build()
        .unwrap()
}
