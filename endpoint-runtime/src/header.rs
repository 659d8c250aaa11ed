//! Groups of headers.

mod ascii_json;
mod compile_checks;
pub(crate) mod cookie;
pub(crate) mod rules;

pub use ascii_json::ascii_json;
#[doc(hidden)]
pub use compile_checks::{
    DistinctHeaders, DistinctHeadersCheck, OneCredential, OneCredentialCheck, has_distinct_headers, has_one_credential,
};

use crate::{metadata::Parameter, request::ArgumentVisitor};

/// A group of headers that is declared once, and that endpoints take as `#[headers] name: Group` or
/// `#[headers] name: Option<Group>`.
///
/// [Derive](derive@crate::Headers) it for a struct with one field for each header.
///
/// ```
/// use endpoint_runtime::Headers;
///
/// /// The member whose permissions apply to a call.
/// #[derive(Clone, Headers)]
/// pub struct MemberAuthorization {
///     /// The token of the session.
///     #[header("X-Member-Session")]
///     #[sensitive]
///     pub session_token: Option<String>,
///     /// The JWT of the session.
///     #[header("X-Member-SessionJWT")]
///     #[sensitive]
///     pub session_jwt: Option<String>,
/// }
///
/// assert_eq!(MemberAuthorization::PARAMETERS[0].wire_name, "X-Member-Session");
/// let authorization = MemberAuthorization { session_token: Some("secret".into()), session_jwt: None };
/// assert_eq!(
///     format!("{authorization:?}"),
///     "MemberAuthorization { session_token: Some([redacted]), session_jwt: None }"
/// );
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of headers",
    label = "not a `Headers` group",
    note = "`#[derive(endpoint_runtime::Headers)]` on a struct whose fields carry `#[header(\"Name\")]`; a single header is `#[header(\"Name\")]` on the argument"
)]
pub trait Headers: Sized {
    /// The headers.
    const PARAMETERS: &'static [Parameter];
    /// `true` if requests with the group have a setter for each of its optional headers, which the derive emits.
    #[doc(hidden)]
    const HAS_SETTERS: bool = false;

    /// Visits the headers. So they are encoded, and shown by `Debug`.
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>);
}
