//! Headers of responses that are JSON: `#[encode(json)]`.

use http::{HeaderName, Response};
use serde::Serialize;

use crate::{body::Body, header::ascii_json, json::write_json, response::insert_header, server::Rejection};

/// A value that is written to a header as its JSON text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written to a header as JSON, which a server has to do",
    label = "not `serde::Serialize`",
    note = "declare it with `#[object(server)]`, or derive `serde::Serialize` for it"
)]
pub trait EncodeJsonHeader: Sized {
    /// Adds the header to a response.
    ///
    /// # Errors
    /// 500: the value has no JSON form.
    fn write(&self, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection>;

    /// Adds the header to a response, if there is a value.
    ///
    /// # Errors
    /// 500: the value has no JSON form.
    fn write_optional(value: &Option<Self>, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection> {
        value.as_ref().map_or(Ok(()), |value| value.write(name, response))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize> EncodeJsonHeader for T {
    fn write(&self, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection> {
        let mut json = Vec::new();
        let written = write_json(self, &mut json).map_err(|error| error.problem.to_string());
        // JSON is UTF-8.
        let text = written.map(|()| ascii_json(&String::from_utf8_lossy(&json)));
        insert_header(text.as_deref().map_err(Clone::clone), name, response)
    }
}
