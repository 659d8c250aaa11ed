//! The constant headers and fields that a request has to have.

use http::StatusCode;

use crate::{
    json::Json,
    metadata::{BodyFormat, Metadata, ParameterLocation},
    server::{decoder::Decoder, rejection::Rejection, routed_request::RoutedRequest},
};

/// Rejects a request without a constant header of the endpoint, or with another value.
///
/// `Accept` is not compared: it lists what the caller understands (RFC 9110, section 12.5.1), and `*/*` is as good.
pub(super) fn check_headers(request: &RoutedRequest) -> Result<(), Rejection> {
    for (name, expected) in request.metadata.fixed_headers {
        if name.eq_ignore_ascii_case("accept") {
            continue;
        }
        let mut values = request.parts.headers.get_all(*name).iter();
        match (values.next(), values.next()) {
            (Some(value), None) if value.as_bytes() == expected.as_bytes() => {}
            (None, _) => return Err(unexpected(ParameterLocation::Header, name, "is missing; ", expected)),
            (Some(_), Some(_)) => return Err(Rejection::repeated(ParameterLocation::Header, name)),
            (Some(_), None) => return Err(unexpected(ParameterLocation::Header, name, "", expected)),
        }
    }
    Ok(())
}

/// Rejects a request without a constant field of the body, or with another value.
pub(super) fn check_fields(metadata: &'static Metadata, decoder: &mut Decoder<'_>) -> Result<(), Rejection> {
    for (name, expected) in metadata.fixed_fields {
        let is_as_expected = if metadata.body == BodyFormat::Json {
            decoder.json_field(name)?.map(|json| is_same_json(json, expected))
        } else if metadata.body == BodyFormat::Multipart {
            decoder.parts()?.text(name)?.map(|text| text == *expected)
        } else {
            decoder.form_pairs()?.one(name)?.map(|text| text == *expected)
        };
        match is_as_expected {
            Some(true) => {}
            Some(false) => return Err(unexpected(ParameterLocation::Field, name, "", expected)),
            None => return Err(unexpected(ParameterLocation::Field, name, "is missing; ", expected)),
        }
    }
    Ok(())
}

fn is_same_json(json: &str, expected: &str) -> bool {
    json == expected
        || matches!((json.parse::<Json>(), expected.parse::<Json>()), (Ok(json), Ok(expected)) if json == expected)
}

fn unexpected(location: ParameterLocation, name: &'static str, is_missing: &str, expected: &str) -> Rejection {
    let (status, part) = match location {
        ParameterLocation::Header => (StatusCode::BAD_REQUEST, "the header"),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, "the body's field"),
    };
    Rejection::new(status, format!("{is_missing}{part}: expected `{expected}`")).with_field(name)
}
