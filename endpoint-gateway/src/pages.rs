//! The pages: an index of the operations and one page for each, readable without script, with a "Try it" section.

mod anchors;
mod assets;
mod catalog;
mod index;
mod layout;
mod markdown;
mod members;
mod navigation;
mod operation;
mod operation_head;
mod operation_responses;
mod options;
mod parameters;
mod responses;
mod snippet;
mod type_text;

use std::sync::Arc;

use bytes::Bytes;
use endpoint_runtime::{
    http::{Response, request::Parts},
    provider::Provider,
};
use tokio::sync::Semaphore;

use assets::Assets;
use catalog::Catalog;
pub use options::{PagesError, PagesOptions};
use responses::{ContentKind, PageResponses};

/// The pages of a gateway's operations, written for each request from the declarations.
///
/// They hold the published documentation of the providers and the environment that is served, but no credential and no other
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
    catalog: Catalog,
    assets: Assets,
    responses: PageResponses,
    /// The permits of requests for snippets, which bound how many run at the same time.
    snippet_permits: Arc<Semaphore>,
}

impl Pages {
    /// Creates the pages of these providers, in this order.
    ///
    /// # Errors
    /// Two providers with one name, a sandbox of an unknown provider, or a gateway URL that is not an origin.
    pub fn new(providers: Vec<Provider>, options: PagesOptions) -> Result<Self, PagesError> {
        options.check(&providers)?;
        let responses = PageResponses::new(&options.gateways);
        let snippet_permits = Arc::new(Semaphore::new(snippet::CONCURRENT));
        Ok(Self { catalog: Catalog::new(providers, options), assets: Assets::new(), responses, snippet_permits })
    }

    /// Responds to a GET or HEAD. Returns `None` if there is no such page.
    pub(crate) fn respond(&self, head: &Parts) -> Option<Response<Bytes>> {
        let path = head.uri.path();
        if let Some(asset) = self.assets.find(path) {
            return Some(responses::asset(head, asset));
        }
        let (kind, text) = if path == "/" {
            (ContentKind::Page, index::page(&self.catalog, &self.assets).into_string())
        } else if let Some(entry) = self.catalog.find(path) {
            (ContentKind::Page, operation::page(&self.catalog, &self.assets, entry).into_string())
        } else {
            let name = path.strip_prefix("/-/openapi/")?.strip_suffix(".json")?;
            let provider = self.catalog.provider(name)?;
            (ContentKind::Document, endpoint_export::openapi::openapi(provider).to_string())
        };
        Some(self.responses.fresh(head, kind, text))
    }
}
