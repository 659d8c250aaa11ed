//! Answers to a Connected App's authorization request, the same for Members and Users.

use crate::prelude::*;

/// The answer to an authorization request: where to redirect the person.
#[object]
pub struct AuthorizeResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The app's URL, with an authorization code or an OAuth error in its query, to redirect the person to.
    #[sensitive]
    pub redirect_uri: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The authorization code that is in the URL; absent if the app is refused.
    #[sensitive]
    pub authorization_code: Option<AuthorizationCode>,
}

/// A scope that an app asks for.
#[object]
pub struct ScopeResult {
    /// The scope's name, such as `email`.
    pub scope: String,
    /// The scope's description, for the consent page.
    pub description: String,
    /// `false` if the person's roles do not permit to grant the scope.
    pub is_grantable: bool,
}
