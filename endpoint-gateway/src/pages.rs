//! The pages: an index of the operations and one page for each, readable without script, with a place for "Try it".

mod answer;
mod assets;
mod fields;
mod index;
mod layout;
mod markdown;
mod operation;
mod options;
mod parameters;
mod site;
mod snippet;
mod tree;
mod types;

use std::sync::Arc;

use bytes::Bytes;
use endpoint_runtime::{
    http::{Response, request::Parts},
    provider::Provider,
};
use tokio::sync::Semaphore;

use answer::{Answers, Kind};
use assets::Assets;
pub use options::{PagesError, PagesOptions};
use site::Site;

/// The pages of a gateway's operations, made anew for each request from what was declared.
///
/// They hold what the providers publish of themselves, and which of a provider's environments is served: no credential, no other
/// setting of the gateway.
///
/// ```
/// use endpoint_gateway::{Pages, PagesOptions};
///
/// let stytch = stytch_endpoints::provider()?;
/// let pages = Pages::new(vec![stytch], PagesOptions::new().sandbox("stytch"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Pages {
    site: Site,
    assets: Assets,
    answers: Answers,
    /// One for each request for code that is answered at the same time.
    snippet_permits: Arc<Semaphore>,
}

impl Pages {
    /// The pages of these providers, in this order.
    ///
    /// # Errors
    /// Two providers of one name, a sandbox of a provider that is not there, or a gateway that is no origin.
    pub fn new(providers: Vec<Provider>, options: PagesOptions) -> Result<Self, PagesError> {
        options.check(&providers)?;
        let answers = Answers::new(&options.gateways);
        let snippet_permits = Arc::new(Semaphore::new(snippet::CONCURRENT));
        Ok(Self { site: Site::new(providers, options), assets: Assets::new(), answers, snippet_permits })
    }

    /// The answer to a GET or HEAD; `None` when there is no such page.
    pub(crate) fn answer(&self, head: &Parts) -> Option<Response<Bytes>> {
        let path = head.uri.path();
        if let Some(asset) = self.assets.find(path) {
            return Some(answer::asset(head, asset));
        }
        let (kind, text) = if path == "/" {
            (Kind::Page, index::page(&self.site, &self.assets).into_string())
        } else if let Some(found) = self.site.find(path) {
            (Kind::Page, operation::page(&self.site, &self.assets, found).into_string())
        } else {
            let name = path.strip_prefix("/-/openapi/")?.strip_suffix(".json")?;
            let provider = self.site.provider(name)?;
            (Kind::Document, endpoint_export::openapi::openapi(provider).to_string())
        };
        Some(self.answers.fresh(head, kind, text))
    }
}
