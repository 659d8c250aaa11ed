//! The runtime's names for the values of the model's enums.

use std::fmt::Debug;

use proc_macro2::Ident;
use quote::format_ident;

use crate::model::{BodyFormat, ResponseFormat};

/// Returns the variant with the same name, in `metadata`.
pub(super) fn variant(value: impl Debug) -> Ident {
    format_ident!("{value:?}")
}

/// Returns the name that a body format has in `body`, as a trait, and in `server`, as a marker.
pub(super) fn body_type(format: BodyFormat) -> Ident {
    format_ident!("{format:?}Body")
}

/// Returns the marker in `response`.
pub(super) fn response_marker(format: ResponseFormat) -> Ident {
    match format {
        ResponseFormat::Bytes => format_ident!("Raw"),
        ResponseFormat::Json | ResponseFormat::Text => format_ident!("{format:?}"),
    }
}
