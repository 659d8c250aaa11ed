//! Uses a provider without opt-ins while every feature of the runtime is on.

use endpoint_runtime::{Client, Error};
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
}
