//! The URL that a named host has beside the base URLs that it belongs to.

use super::BuildError;
use crate::base_url::BaseUrl;

/// The URL that a named host has beside the base URLs that it belongs to.
///
/// A provider's client sets it with [`ClientBuilder::default_host`](crate::ClientBuilder::default_host). With any other base URL, such as
/// that of a sandbox, the host has no URL until [`ClientBuilder::host`](crate::ClientBuilder::host) sets one, so that the credential of
/// the sandbox does not go to the API.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a provider writes it as a constant")]
pub struct DefaultHost {
    /// The `name` of a trait's `host = name`.
    pub name: &'static str,
    /// Its URL.
    pub url: &'static str,
    /// The base URLs that it belongs to.
    pub base_urls: &'static [&'static str],
    /// The way to set its URL beside another base URL, for the error of a call: "set the variable of its URL".
    pub cure: &'static str,
}

impl DefaultHost {
    /// Returns the URL, if the host belongs to this base URL.
    pub(super) fn url_beside(&self, base: &BaseUrl) -> Result<Option<BaseUrl>, BuildError> {
        for known in self.base_urls {
            if known.parse::<BaseUrl>()? == *base {
                return Ok(Some(self.url.parse()?));
            }
        }
        Ok(None)
    }
}
