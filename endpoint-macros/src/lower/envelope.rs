//! The option `envelope = PATH` of traits and endpoints.

use quote::ToTokens as _;
use syn::Path;

use super::options::Options;
use crate::{
    diagnostics::{Diagnostics, to_source},
    model::ResponseFormat,
};

/// Reads the option.
pub(super) fn read(options: &mut Options<'_>) -> Option<Path> {
    options.path("envelope", "`envelope = PATH`, with the path of a constant of the type `Envelope`")
}

/// Returns the envelope of an endpoint: its own, or that of its trait; `none` is none. A response that is not JSON has none.
pub(super) fn of_endpoint(
    own: Option<Path>,
    of_trait: Option<&Path>,
    response: ResponseFormat,
    diagnostics: &mut Diagnostics,
) -> Option<Path> {
    let envelope = match own {
        Some(own) if own.is_ident("none") => return None,
        Some(own) if response != ResponseFormat::Json => {
            let problem =
                format!("`{}` is an envelope of JSON, and the response is none", to_source(own.to_token_stream()));
            diagnostics.report(&own, problem, "remove it, or the option `response`");
            return None;
        }
        own => own,
    };
    envelope.or_else(|| of_trait.cloned().filter(|_| response == ResponseFormat::Json))
}
