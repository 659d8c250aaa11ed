/// The Member whose permissions a call runs with.
#[derive(Clone, Headers)]
#[headers(server = "server", schema = "schema")]
pub struct MemberAuthorization {
    /// The session's token.
    #[header("X-Stytch-Member-Session")]
    #[sensitive]
    pub session_token: Option<SessionToken>,
    #[header("X-Request-Id")]
    pub request_id: String,
}
