//! Plaid: the credential is two members of each body.

use endpoint_runtime::{BuildError, Client, ClientBuilder, Json, Result, auth::ApiKey, endpoints};

#[endpoints(body = json, server, schema)]
pub trait Accounts {
    #[endpoint(POST "/accounts/get", idempotent)]
    async fn get_accounts(&self, access_token: String, options: Option<Json>) -> Result<Json>;

    #[endpoint(POST "/institutions/all", idempotent)]
    async fn all(&self) -> Result<Json>;
}

/// A token endpoint, whose body is a form.
#[endpoints(body = form, server, schema)]
pub trait Tokens {
    #[endpoint(POST "/oauth/token", field("grant_type" = "client_credentials"))]
    async fn fetch(&self) -> Result<Json>;

    #[endpoint(GET "/oauth/keys")]
    async fn keys(&self) -> Result<Json>;
}

/// Returns a client that adds the credential to each body.
///
/// # Errors
/// The client cannot be built.
pub fn client(builder: ClientBuilder) -> std::result::Result<Client, BuildError> {
    builder.auth(ApiKey::field("client_id", "c-1").and(ApiKey::field("secret", "s3\"cret"))).build()
}
