#[endpoints]
trait Health {
    #[endpoint(GET "/health")]
    async fn check(&self) -> Result<()>;
}
