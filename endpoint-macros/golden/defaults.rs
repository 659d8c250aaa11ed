#[by_feature::endpoints(defaults(body = json, tag = "All", server = "serve"), tag = "Sessions")]
pub trait Sessions {
    /// Revokes every session.
    #[endpoint(POST "/v1/sessions/revoke_all")]
    async fn revoke_all(&self) -> Result<()>;
}
