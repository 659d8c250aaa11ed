//! OAuth 2.0: one token endpoint for all grants, which a constant of the form tells apart.

use endpoint_runtime::{Result, endpoints, object};

#[object(server, schema)]
pub struct Token {
    #[sensitive]
    pub access_token: String,
    pub token_type: String,
    #[sensitive]
    pub refresh_token: Option<String>,
}

#[endpoints(path = "/oauth2/token", server, schema)]
pub trait Tokens {
    #[endpoint(POST, form, field("grant_type" = "authorization_code"))]
    async fn exchange_code(
        &self,
        #[sensitive] code: String,
        redirect_uri: String,
        #[sensitive] code_verifier: Option<String>,
    ) -> Result<Token>;

    #[endpoint(POST, form, field("grant_type" = "refresh_token"))]
    async fn refresh(&self, #[sensitive] refresh_token: String, scope: Option<String>) -> Result<Token>;

    #[endpoint(POST, form, field("grant_type" = "client_credentials"))]
    async fn fetch(&self, scope: Option<String>) -> Result<Token>;

    /// A grant of another type, such as `urn:ietf:params:oauth:grant-type:jwt-bearer`.
    #[endpoint(POST, form)]
    async fn exchange_assertion(&self, grant_type: String, #[sensitive] assertion: String) -> Result<Token>;
}
