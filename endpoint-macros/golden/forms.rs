#[endpoints]
pub trait Tokens {
    #[endpoint(POST "/oauth2/token", form, destructive, idempotent = false)]
    async fn token(&self, grant_type: Grant, #[sensitive] client_secret: Option<String>, scope: Vec<String>) -> Result<Token>;

    #[endpoint(POST "/oauth2/register")]
    async fn register(&self, #[body(form)] registration: Registration) -> Result<Client>;
}
