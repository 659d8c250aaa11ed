//! The option `compress = gzip`.

use syn::Ident;

use super::options::Options;
use crate::{diagnostics::Diagnostics, model::BodyFormat};

/// Reads the option, and returns its value.
pub(super) fn read(options: &mut Options<'_>) -> Option<Ident> {
    let form = "`compress = gzip`";
    let written = options.ident("compress", form)?;
    if written == "gzip" {
        return Some(written);
    }
    let problem = format!("`{written}` is not an encoding of request bodies");
    options.diagnostics().report(&written, problem, format!("write {form}"));
    None
}

/// Refuses the option for a request without a body, and for one that is sent piece by piece.
pub(super) fn check(written: Option<Ident>, body: Option<BodyFormat>, diagnostics: &mut Diagnostics) -> Option<Ident> {
    let written = written?;
    let (problem, help) = match body {
        None => ("`compress` has no effect: the request has no body", "remove the option"),
        Some(BodyFormat::Stream | BodyFormat::Multipart) => (
            "only a body in memory is compressed",
            "remove the option; the content of a stream or of a file may be compressed before",
        ),
        Some(_) => return Some(written),
    };
    diagnostics.report(&written, problem, help);
    None
}
