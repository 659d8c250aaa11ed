//! `/v1/b2b/magic_links/discovery/authenticate`

use crate::b2b::discovery::DiscoveryResponse;
use crate::prelude::*;

/// Sign-in links that are sent by e-mail, for a person who has not chosen an Organization yet.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links (B2B): discovery",
    path = "/v1/b2b/magic_links/discovery/authenticate",
    id = "api_b2b_magic_v1_b2b_magic_links_discovery_",
)]
pub trait Discovery {
    /// Verifies an e-mail address by the token of a discovery link, and lists the Organizations to enter.
    ///
    /// The token works once. The response's intermediate session token signs the person in to one of the
    /// Organizations, or creates a new one, within ten minutes.
    ///
    /// # Errors
    /// `magic_link_not_found` (404); `unable_to_auth_magic_link` (401), if the link was used or has expired;
    /// `pkce_expected_code_verifier`, `pkce_did_not_expect_code_verifier` and `pkce_mismatch` (400).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token in the link's URL.
        #[sensitive]
        discovery_magic_links_token: Token,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
    ) -> Result<DiscoveryResponse>;
}
