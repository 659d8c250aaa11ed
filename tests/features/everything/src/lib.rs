//! Uses a provider without opt-ins while every feature of the runtime is on.

use endpoint_runtime::{Client, Error, endpoints};
use feature_test_plain::{GetRequest, Origin, Thing, ThingId, ThingsClient};

/// Calls the provider.
///
/// # Errors
/// The call fails.
pub async fn name_of(client: Client, id: u64) -> Result<String, Error> {
    let request = GetRequest::new(ThingId(id), Origin { origin: None });
    let thing: Thing = ThingsClient::from(client).get(request).await?;
    Ok(thing.name)
}

/// An endpoint with a group of headers of another crate.
#[endpoints]
pub trait Reports {
    /// Makes a report.
    #[endpoint(POST "/reports")]
    async fn report(&self, #[headers(prefix = "from_")] origin: Option<Origin>) -> endpoint_runtime::Result<()>;
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use endpoint_runtime::{Body, http, server::Service};

    use super::*;

    /// A service that answers every request with the same item.
    #[derive(Clone)]
    struct Fixed;

    impl Service<http::Request<Body>> for Fixed {
        type Response = http::Response<Body>;
        type Error = Infallible;
        type Future = std::future::Ready<Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Infallible>> {
            std::task::Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: http::Request<Body>) -> Self::Future {
            let body = format!("{{\"name\":\"{}\"}}", request.uri().path());
            std::future::ready(Ok(http::Response::new(Body::from(bytes(body)))))
        }
    }

    fn bytes(text: String) -> endpoint_runtime::Bytes {
        text.into()
    }

    #[tokio::test]
    async fn a_plain_provider_is_called_as_ever() {
        let client = Client::builder().service(Fixed).build().unwrap();
        assert_eq!(name_of(client, 7).await.unwrap(), "/things/7");
    }

    #[test]
    fn a_group_of_another_crate_has_setters_without_an_import() {
        let request = ReportRequest::new().from_origin("test");
        assert_eq!(request.origin.unwrap().origin.as_deref(), Some("test"));
        let request = GetRequest::new(ThingId(1), Origin { origin: None }).origin(Some("test"));
        assert_eq!(request.origin.origin.as_deref(), Some("test"));
    }
}
