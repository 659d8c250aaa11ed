//! The check of `Content-Type` and `Content-Encoding`.

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};

use crate::{
    media_type,
    metadata::{BodyFormat, Metadata, ParameterLocation},
    server::rejection::Rejection,
};

/// Rejects a `Content-Type` that is not that of the endpoint, and any content encoding. Parameters are ignored, except for the charset of a text.
pub(crate) fn check(headers: &HeaderMap, metadata: &Metadata) -> Result<(), Rejection> {
    let Some(expected) = metadata.content_type() else {
        return Ok(());
    };
    let unsupported =
        |field, detail: String| Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).with_field(field);
    let is_known = |encoding: &HeaderValue| {
        let encoding = encoding.as_bytes();
        encoding.eq_ignore_ascii_case(b"identity") || metadata.compressed && encoding.eq_ignore_ascii_case(b"gzip")
    };
    if !headers.get_all(CONTENT_ENCODING).iter().all(is_known) {
        return Err(unsupported(
            "content-encoding",
            if metadata.compressed {
                "the only content encoding that is supported is gzip".to_owned()
            } else {
                "no content encoding is supported; send the body without one".to_owned()
            },
        ));
    }
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let given = types.next().and_then(|value| value.to_str().ok()).unwrap_or_default();
    if types.next().is_some() {
        return Err(Rejection::repeated(ParameterLocation::Header, "content-type"));
    }
    if !media_type::is_of(metadata, given) || (metadata.body == BodyFormat::Text && !media_type::is_utf_8(given)) {
        return Err(unsupported("content-type", format!("expected {expected}")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::METADATA;

    fn status(format: BodyFormat, headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        check(&map, &Metadata { body: format, ..METADATA }).err().map(|rejection| rejection.status().as_u16())
    }

    #[test]
    fn the_type_is_compared_without_its_parameters() {
        use BodyFormat::{Bytes, Form, Json, Text};
        for (format, content_type, expected) in [
            (Json, "application/json", None),
            (Json, "Application/JSON ; charset=utf-8", None),
            (Json, "application/vnd.api+json", None),
            (Json, "text/json", Some(415)),
            (Json, "application/jsonx", Some(415)),
            (Form, "application/x-www-form-urlencoded;charset=UTF-8", None),
            (Form, "multipart/form-data", Some(415)),
            (Text, "text/plain", None),
            (Text, "text/plain; charset=\"UTF-8\"", None),
            (Text, "text/plain; charset=iso-8859-1", Some(415)),
            (Bytes, "application/octet-stream", None),
            (Bytes, "image/png", Some(415)),
        ] {
            assert_eq!(status(format, &[("content-type", content_type)]), expected, "{content_type}");
        }
    }

    #[test]
    fn a_missing_type_a_second_one_and_an_encoding_are_refused() {
        let json = ("content-type", "application/json");
        assert_eq!(status(BodyFormat::Json, &[]), Some(415));
        assert_eq!(status(BodyFormat::Json, &[json, json]), Some(400));
        assert_eq!(status(BodyFormat::Json, &[json, ("content-encoding", "gzip")]), Some(415));
        assert_eq!(status(BodyFormat::Json, &[json, ("content-encoding", "identity")]), None);
    }
}
