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
    // HEAD tells the length of the body without the body (section 8.6).
    if let Some(length) = response.body().size_hint().exact().filter(|_| is_head && !has_none) {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert(length.into());
    }
    if is_head || has_none {
        *response.body_mut() = Body::from(Bytes::new());
    }
    if has_none {
        response.headers_mut().remove(CONTENT_TYPE);
    }
}
