//! The choice among routes that only constant fields of the body tell apart.

use http::{StatusCode, request::Parts};

use crate::{
    body::Body,
    server::{
        constants,
        decoder::Decoder,
        multipart::Limits,
        rejection::Rejection,
        routed_request::{RoutedRequest, collect},
        router::PathValues,
        routes::Route,
        tree::NoAlternative,
    },
};

/// Reads the body, and returns the first route whose constant fields it has, with the request.
///
/// # Errors
/// The body is too long or cannot be read, or it has the fields of no route, of which `none` tells.
pub(super) async fn choose(
    routes: Vec<(&Route, PathValues)>,
    parts: Parts,
    body: Body,
    limits: Limits,
    none: NoAlternative,
) -> Result<(&Route, RoutedRequest), Rejection> {
    let body = collect(&parts.headers, body, limits.memory).await?;
    let mut unreadable = None;
    for (route, values) in routes {
        let body = Body::from(body.clone());
        let read = RoutedRequest::read(route.metadata(), values, parts.clone(), body, limits).await;
        let checked = read.and_then(|request| {
            constants::check_fields(route.metadata(), &mut Decoder::new(&request))?;
            Ok(request)
        });
        match checked {
            Ok(request) => return Ok((route, request)),
            Err(rejection) if rejection.status() == StatusCode::UNPROCESSABLE_ENTITY => {}
            Err(rejection) => unreadable = unreadable.or(Some(rejection)),
        }
    }
    Err(unreadable.unwrap_or_else(|| Rejection::new(StatusCode::UNPROCESSABLE_ENTITY, none.to_string())))
}
