//! Optional features.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use stytch_endpoints::sandbox::Sandbox;

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_waits_for_its_calls() {
    use stytch_endpoints::{b2b::organizations::members::connected_apps::RevokeRequest, sandbox::demo};

    let stytch = Sandbox::demo().stytch().unwrap().blocking();
    let request = RevokeRequest::new("acme", "ada", demo::CONNECTED_APP_ID);
    assert_eq!(stytch.send(request.clone()).unwrap().status_code, 200);
    let error = stytch.send(request.session_token(demo::OTHER_SESSION)).unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
}

#[cfg(feature = "schema")]
#[test]
fn every_endpoint_has_schemas() {
    let provider = stytch_endpoints::provider().unwrap();
    let definitions = &provider.definitions;
    for name in ["OrganizationId", "MemberId", "ConnectedAppId", "UserId", "SessionToken", "SessionJwt"] {
        assert_eq!(definitions[name]["type"], "string", "{name}");
    }
    let app = &definitions["ConnectedApp"];
    assert!(app["properties"]["scopes_granted"].is_object(), "{app}");
    assert!(definitions["StytchError"]["properties"]["error_type"].is_object());
}

#[cfg(feature = "schema")]
#[test]
fn every_endpoint_is_an_operation_whose_parameters_are_documented() {
    let provider = stytch_endpoints::provider().unwrap();
    let operations = provider.operations().map(|operation| operation.metadata.id);
    let mut operations: Vec<&str> = operations.collect();
    let mut declared: Vec<&str> = stytch_endpoints::endpoints().map(|endpoint| endpoint.id).collect();
    operations.sort_unstable();
    declared.sort_unstable();
    assert_eq!(operations, declared);
    for operation in provider.operations() {
        for parameter in &operation.parameters {
            let name = parameter.metadata.name;
            assert!(!parameter.docs.is_empty(), "`{name}` of {}", operation.metadata.id);
        }
    }
}

/// Compiled without further features, this checks that `sandbox` has all it needs.
#[test]
fn the_sandbox_alone_has_a_client() {
    assert!(Sandbox::new().stytch().is_ok());
}
