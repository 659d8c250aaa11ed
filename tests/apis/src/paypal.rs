//! PayPal: a form with a constant, and HTTP Basic for one endpoint of an API of bearer tokens.

use endpoint_runtime::{Result, endpoints, object};

/// A bearer token.
#[object(server, schema)]
pub struct Token {
    #[sensitive]
    pub access_token: String,
    pub token_type: String,
    /// The number of seconds that it is valid for.
    pub expires_in: u32,
}

#[endpoints(server, schema)]
pub trait Tokens {
    /// Exchanges the credential of an app, sent by HTTP Basic, for a token.
    #[endpoint(POST "/v1/oauth2/token", form, field("grant_type" = "client_credentials"))]
    async fn create_token(&self, scope: Option<String>) -> Result<Token>;
}
