//! Responses without content.

use bytes::Bytes;
use http::{
    Response, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use http_body::Body as _;

use crate::body::Body;

/// Removes the content of a response that has none by its status or because it responds to HEAD.
pub(crate) fn remove(response: &mut Response<Body>, is_head: bool) {
    // RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5.
    let has_none =
        matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED);
    let length = response.body().size_hint().exact();
    // An implementation gives the length of a stream, or of a body that HEAD leaves out. That of any other body is known.
    let known = length.filter(|length| !is_head || *length > 0);
    if has_none {
        response.headers_mut().remove(CONTENT_LENGTH);
    } else if let (Some(written), Some(length)) = (response.headers_mut().get_mut(CONTENT_LENGTH), known) {
        *written = length.into();
    }
    // HEAD tells the length of the body without the body (section 8.6).
    if let Some(length) = length.filter(|_| is_head && !has_none) {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert(length.into());
    }
    if is_head || has_none {
        *response.body_mut() = Body::from(Bytes::new());
    }
    if has_none {
        response.headers_mut().remove(CONTENT_TYPE);
    }
}
