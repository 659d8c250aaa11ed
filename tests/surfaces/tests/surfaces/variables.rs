//! A variable of the environment has one meaning: the session that authorizes a call is never a value of its body.

use std::{cell::RefCell, collections::BTreeSet};

use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_gateway::credentials::EnvironmentCredentials;
use endpoint_runtime::{
    metadata::ParameterLocation,
    provider::{AuthScheme, InputParameter, Operation, Provider},
};
use endpoint_test_support::recorder::Recorder;
use libtest_mimic::Failed;

use crate::{
    cases::cases,
    command_line,
    compared_provider::{Calls, STYTCH},
};

/// The value of each variable of a header.
const CANARY: &str = "canary-of-a-header";

/// Returns the variables of the sensitive parameters of an operation, of its headers or of the rest.
fn variables(provider: &Provider, operation: &Operation, of_headers: bool) -> BTreeSet<String> {
    let is_meant = |parameter: &&InputParameter| {
        let is_header = parameter.metadata.location == ParameterLocation::Header;
        parameter.metadata.sensitive && is_header == of_headers
    };
    let meant = operation.parameters.iter().filter(is_meant);
    meant.map(|parameter| provider.secret_variable(&parameter.metadata)).collect()
}

fn all_variables(provider: &Provider, of_headers: bool) -> BTreeSet<String> {
    provider.operations().flat_map(|operation| variables(provider, operation, of_headers)).collect()
}

pub(crate) fn distinct() -> Result<(), Failed> {
    let provider = stytch_endpoints::provider()?;
    let (headers, others) = (all_variables(&provider, true), all_variables(&provider, false));
    let expected = [
        "STYTCH_ACTING_SESSION_JWT",
        "STYTCH_ACTING_SESSION_TOKEN",
        "STYTCH_AUTHORIZATION",
        "STYTCH_SESSION_JWT",
        "STYTCH_SESSION_TOKEN",
    ];
    assert_eq!(headers.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert!(others.contains("STYTCH_BODY_SESSION_TOKEN") && headers.is_disjoint(&others), "{others:?}");
    let credentials = provider.auth.iter().flat_map(AuthScheme::parts).map(|part| part.variable.clone());
    let hosts = provider.hosts.iter().map(|host| provider.host_variable(host));
    for variable in credentials.chain(hosts).chain([provider.variable("base_url")]) {
        assert!(!headers.contains(&variable) && !others.contains(&variable), "{variable}");
    }
    Ok(())
}

/// Calls every operation with the variables of all headers in the environment.
pub(crate) fn commands() -> Result<(), Failed> {
    let recorder = Recorder::start()?;
    let provider = stytch_endpoints::provider()?;
    let mut cases = cases(&provider)?;
    cases.retain(|case| case.set == "minimal");
    let calls = Calls { compared: STYTCH, base_url: recorder.url(), cases, provider };
    let cli = (STYTCH.cli)();
    let secrets = all_variables(&calls.provider, true).into_iter().map(|variable| (variable, CANARY.to_owned()));
    let environment: Vec<_> = calls.credentials().into_iter().chain(secrets).collect();
    let mut authorized = 0;
    for case in &calls.cases {
        command_line::run(&cli, &calls, case, &[], &case.input, &environment)?;
        let request = recorder.take_one()?;
        let name = case.operation.metadata.id;
        assert!(!request.text().contains(CANARY) && !request.target.contains(CANARY), "{name}");
        let has_session = request.header("x-stytch-member-session") == Some(CANARY);
        let own = variables(&calls.provider, &case.operation, true);
        // One that revokes a session calls its own one the acting session.
        let takes_session = own.contains("STYTCH_SESSION_TOKEN") || own.contains("STYTCH_ACTING_SESSION_TOKEN");
        assert_eq!(has_session, takes_session, "{name}");
        authorized += usize::from(has_session);
    }
    assert_eq!((calls.cases.len(), authorized), (192, 40));
    Ok(())
}

/// Writes the snippets of every operation with all values: those of its own variables, and of no others.
pub(crate) fn snippets() -> Result<(), Failed> {
    let provider = stytch_endpoints::provider()?;
    let headers = all_variables(&provider, true);
    let mut in_bodies = 0;
    for case in cases(&provider)?.into_iter().filter(|case| case.set == "full") {
        let own = variables(&provider, &case.operation, true);
        let of_body = variables(&provider, &case.operation, false);
        in_bodies += usize::from(of_body.contains("STYTCH_BODY_SESSION_TOKEN"));
        for language in Language::ALL {
            let values = case.input.clone().into();
            let text = snippet(&provider, &case.operation, &values, &SnippetOptions::default(), language)?;
            for variable in &headers {
                assert_eq!(text.contains(variable), own.contains(variable), "{variable}: {text}");
            }
            for variable in &of_body {
                assert!(text.contains(variable), "{variable}: {text}");
            }
        }
    }
    assert!(in_bodies > 0);
    Ok(())
}

/// The values of a gateway's calls are its callers': of the environment it reads the credential.
pub(crate) fn gateway() -> Result<(), Failed> {
    let asked = RefCell::new(BTreeSet::new());
    let variable = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        Some("project-test-1".to_owned())
    };
    EnvironmentCredentials::read_from([&stytch_endpoints::provider()?], variable)?;
    let asked: Vec<String> = asked.into_inner().into_iter().collect();
    assert_eq!(asked, ["STYTCH_PROJECT_ID", "STYTCH_SECRET"]);
    Ok(())
}
