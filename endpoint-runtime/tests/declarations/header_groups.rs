//! Groups of headers whose names as arguments have a prefix: typed calls, calls by data, the server and the provider.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use endpoint_runtime::{
    Client, Endpoint, Headers, Result,
    dynamic::Data,
    endpoints,
    metadata::ParameterLocation,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderBuilder, ProviderError},
};
use serde_json::json;

/// The session to act with.
#[derive(Clone, Headers)]
#[headers(schema, server)]
pub struct Session {
    /// The token.
    #[header("X-Session")]
    #[sensitive]
    pub session_token: Option<String>,
    #[header("X-Device")]
    pub device: Option<u32>,
}

#[derive(Clone, Headers)]
#[headers(schema, server)]
pub struct Proof {
    #[header("X-Proof")]
    pub proof: String,
}

#[endpoints(schema, server)]
pub trait Sessions {
    #[endpoint(POST "/sessions/revoke")]
    async fn revoke(
        &self,
        /// The session to revoke.
        session_token: String,
        #[headers(prefix = "acting_")] session: Option<Session>,
    ) -> Result<String>;
}

#[endpoints(schema)]
pub trait Proofs {
    #[endpoint(POST "/proofs")]
    async fn prove(&self, proof: String, #[headers] proved: Option<Proof>) -> Result<()>;
}

struct Fake;

impl Sessions for Fake {
    async fn revoke(&self, request: RevokeRequest) -> Result<String> {
        let session = request.session.unwrap();
        let token = session.session_token.unwrap();
        Ok(format!("{token} on {:?} revokes {}", session.device, request.session_token))
    }
}

fn provider() -> ProviderBuilder {
    Provider::builder("acme")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::Bearer { token: CredentialPart::new("token", "ACME_TOKEN") })
}

#[tokio::test]
async fn typed_calls_and_calls_by_data_set_the_same_headers() {
    let client = Client::builder().service(SessionsServer::new(Fake)).build().unwrap();
    let request = RevokeRequest::new("old").acting_session_token("mine").acting_device(5);
    let expected = "mine on Some(5) revokes old";
    assert_eq!(client.send(request).await.unwrap(), expected);

    let provider = provider().resource(SessionsClient::SCHEMAS).build().unwrap();
    let operation = provider.operation("sessions_revoke").unwrap();
    let inputs = [
        json!({ "session_token": "old", "acting_session_token": "mine", "acting_device": 5 }),
        json!({ "session_token": "old", "X-Session": "mine", "x-device": 5 }),
    ];
    for input in inputs {
        let answer = client.call(operation, input).unwrap().await.unwrap();
        assert!(matches!(answer, Data::Json(json) if json.as_str() == Some(expected)));
    }
    let problems = operation.check(json!({ "session_token": "old", "device": 5 }));
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn the_parameters_of_a_group_have_their_prefix_and_the_facts_of_the_group() {
    let parameters: Vec<_> = RevokeRequest::METADATA.parameters().collect();
    let [_, token, device] = parameters[..] else { panic!("{parameters:?}") };
    assert_eq!((token.name, token.wire_name, token.docs), ("acting_session_token", "X-Session", "The token."));
    assert!(token.sensitive && token.location == ParameterLocation::Header);
    assert_eq!((device.name, device.wire_name, device.sensitive), ("acting_device", "X-Device", false));
    let groups: Vec<_> = RevokeRequest::METADATA
        .header_groups
        .iter()
        .chain(ProveRequest::METADATA.header_groups)
        .map(|group| (group.name, group.required, group.has_setters))
        .collect();
    assert_eq!(groups, [("session", false, true), ("proved", false, false)]);
}

#[test]
fn a_name_that_occurs_twice_in_a_flat_input_can_be_given_a_prefix() {
    let error = provider().resource(ProofsClient::SCHEMAS).build().unwrap_err();
    assert!(matches!(error, ProviderError::Input { first: "proof", second: "proof", .. }), "{error}");
    assert!(error.to_string().contains("#[headers(prefix = \"…\")]"), "{error}");
}
