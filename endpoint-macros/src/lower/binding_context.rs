//! The parts of a method's declaration that the bindings of its arguments depend on.

use syn::Ident;

use super::route::Route;
use crate::{case::Case, model::Method};

/// The parts of the declaration that bindings depend on, beside the arguments.
pub(super) struct BindingContext<'a> {
    pub(super) function: &'a Ident,
    pub(super) route: &'a Route,
    pub(super) rename_all: Case,
    /// The option `form`, when it is set.
    pub(super) form: Option<&'a Ident>,
    pub(super) authenticated: bool,
    /// False if an argument could not be read: names in the template may be its.
    pub(super) are_complete: bool,
}

/// Returns the name of the method for a message.
pub(super) fn with_article(method: Method) -> String {
    format!("{} {}", if method == Method::Options { "an" } else { "a" }, method.name())
}
