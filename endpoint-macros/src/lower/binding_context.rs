//! The parts of a method's declaration that the bindings of its arguments depend on.

use syn::Ident;

use super::{fields_body::FieldsBody, route::Route};
use crate::{
    case::Case,
    model::{BodyFormat, Method},
};

/// The parts of the declaration that bindings depend on, beside the arguments.
pub(super) struct BindingContext<'a> {
    pub(super) function: &'a Ident,
    pub(super) route: &'a Route,
    pub(super) rename_all: Case,
    /// The format of the fields, when an option says it.
    pub(super) fields: Option<&'a FieldsBody>,
    /// The format of the fields without such an option, that of the trait.
    pub(super) default_format: BodyFormat,
    /// The name of the argument that is sent as `Content-Type`.
    pub(super) content_type: Option<String>,
    /// True if the endpoint has fields with constant values.
    pub(super) has_constant_fields: bool,
    pub(super) authenticated: bool,
    /// False if an argument could not be read: names in the template may be its.
    pub(super) are_complete: bool,
}

impl BindingContext<'_> {
    /// Returns whether an argument that is bound to nothing else is a field of the body.
    pub(super) fn has_fields(&self) -> bool {
        self.fields.is_some() || self.route.method.has_fields()
    }

    /// Returns the format of the fields.
    pub(super) fn fields_format(&self) -> BodyFormat {
        self.fields.map_or(self.default_format, |fields| fields.format)
    }
}

/// Returns the name of the method for a message.
pub(super) fn with_article(method: &Method) -> String {
    let name = method.name();
    let article = if name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {name}")
}
