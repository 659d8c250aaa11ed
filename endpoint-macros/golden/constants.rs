#[endpoints(defaults(header("X-Api-Version" = "1"), header("X-App" = "a")), header("x-api-version" = "2"), field("locale" = "de"), server)]
pub trait Tokens {
    /// Fetches a token.
    #[endpoint(POST "/token", form, field("grant_type" = "client_credentials"), auth = none)]
    async fn fetch(&self, scope: Option<String>) -> Result<String>;

    /// Has other constants than the trait.
    #[endpoint(PUT "/item", header("X-Target" = "Item.Put", "X-App" = "b"), field("locale" = "en", "retries" = -1))]
    async fn put(&self) -> Result<()>;

    /// Has no fields.
    #[endpoint(GET "/item")]
    async fn get(&self) -> Result<()>;
}
