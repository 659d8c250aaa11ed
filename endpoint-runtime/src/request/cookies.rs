//! The cookies of a request, which are sent in one header.

use http::{HeaderValue, header::COOKIE};

use super::Encoder;
use crate::{
    error::{EncodeError, EncodeErrorKind},
    header::cookie::is_cookie_value,
    param::{ParamError, ParamText},
};

impl Encoder<'_> {
    /// Adds the cookie of the argument `field` (RFC 6265, section 4.2.1). Values are not encoded: no rule says how, and servers read them
    /// differently.
    pub(crate) fn cookie(&mut self, field: &'static str, name: &str, text: Result<ParamText<'_>, ParamError>) {
        match text {
            Ok(text) if is_cookie_value(&text) => {
                let cookies = &mut self.rare().cookies;
                let separator = if cookies.is_empty() { "" } else { "; " };
                cookies.extend([separator, name, "=", &*text]);
            }
            Ok(_) => self.fail(EncodeError::new(field, EncodeErrorKind::CookieValue)),
            Err(error) => self.fail(EncodeError::new(field, EncodeErrorKind::Value(error))),
        }
    }

    /// Adds the header of all cookies, after those that the client sends with every request.
    pub(super) fn add_cookies(&mut self, cookies: String) {
        if cookies.is_empty() {
            return;
        }
        let default = self.request.headers().get(COOKIE).and_then(|value| value.to_str().ok());
        let all = match default {
            Some(default) => format!("{default}; {cookies}"),
            None => cookies,
        };
        match HeaderValue::try_from(all) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.headers().insert(COOKIE, value);
            }
            Err(_) => self.fail(EncodeError::new("cookie", EncodeErrorKind::CookieValue)),
        }
    }
}
