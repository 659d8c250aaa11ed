//! Cuts a Connected App off from a Member, and shows that it is.
//!
//! With `STYTCH_PROJECT_ID` and `STYTCH_SECRET` set it calls Stytch, for the Organization, Member and app that
//! `STYTCH_ORGANIZATION_ID`, `STYTCH_MEMBER_ID` and `STYTCH_CONNECTED_APP_ID` name. Without, it calls a sandbox on a
//! loopback port. `cargo run -p stytch-endpoints --example revoke`

use std::{env, error::Error, process::ExitCode};

use stytch_endpoints::{
    ConnectedApp, ConnectedAppId, MemberId, OrganizationId, Result, Stytch,
    b2b::organizations::members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    endpoint_runtime::{
        self, Endpoint,
        http::{Response, StatusCode},
    },
    sandbox::{Sandbox, Tokens, demo},
};

type Anything<T> = std::result::Result<T, Box<dyn Error>>;

/// What is cut off, and from whom.
struct Target {
    organization: OrganizationId,
    member: MemberId,
    app: ConnectedAppId,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let is_configured = ["STYTCH_PROJECT_ID", "STYTCH_SECRET"].iter().any(|name| env::var_os(name).is_some());
    let end = if is_configured { at_stytch().await } else { in_a_sandbox().await };
    match end {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn at_stytch() -> Anything<()> {
    let stytch = Stytch::from_env()?;
    let target = Target {
        organization: variable("STYTCH_ORGANIZATION_ID", "the Organization's id, slug or external id")?.into(),
        member: variable("STYTCH_MEMBER_ID", "the Member's id or external id")?.into(),
        app: variable("STYTCH_CONNECTED_APP_ID", "the id of the app to be cut off")?.into(),
    };
    println!("Calling {}\n", stytch.client().base_url());
    list(&stytch, &target).await?;
    revoke(&stytch, &target).await?;
    list(&stytch, &target).await
}

async fn in_a_sandbox() -> Anything<()> {
    let sandbox = Sandbox::demo();
    let running = sandbox.serve(([127, 0, 0, 1], 0)).await?;
    let credentials = (sandbox.project_id(), sandbox.secret());
    let stytch = Stytch::builder(credentials.0, credentials.1).base_url(running.url()).build()?;
    println!("STYTCH_PROJECT_ID is not set: a sandbox plays Stytch on {}\n", running.url());
    let target = Target {
        organization: demo::ORGANIZATION_SLUG.into(),
        member: demo::MEMBER_EXTERNAL_ID.into(),
        app: demo::CONNECTED_APP_ID.into(),
    };
    let tokens = sandbox.issue_tokens(MemberId::from(demo::MEMBER_ID), demo::CONNECTED_APP_ID)?;

    list(&stytch, &target).await?;
    show_tokens(&sandbox, &tokens);
    revoke(&stytch, &target).await?;
    list(&stytch, &target).await?;
    show_tokens(&sandbox, &tokens);
    if let Err(refused) = sandbox.issue_tokens(MemberId::from(demo::MEMBER_ID), demo::CONNECTED_APP_ID) {
        println!("     another token refused: {refused}");
    }
    running.stop().await;
    Ok(())
}

/// The Member's apps.
async fn list(stytch: &Stytch, target: &Target) -> Anything<()> {
    let request = GetConnectedAppsRequest::new(&target.organization, &target.member);
    show_request(stytch, &request)?;
    let response = shown(stytch.send(request).with_response().await, |body| &body.request_id)?;
    let apps = response.into_body().connected_apps;
    if apps.is_empty() {
        println!("     no app has access");
    }
    for ConnectedApp { connected_app_id, name, scopes_granted, .. } in apps {
        println!("     {name:<14} {connected_app_id}  {scopes_granted}");
    }
    Ok(())
}

async fn revoke(stytch: &Stytch, target: &Target) -> Anything<()> {
    let request = RevokeRequest::new(&target.organization, &target.member, &target.app);
    println!();
    show_request(stytch, &request)?;
    shown(stytch.send(request).with_response().await, |body| &body.request_id)?;
    println!();
    Ok(())
}

/// The request line, as it will be sent.
fn show_request<E: Endpoint>(stytch: &Stytch, request: &E) -> Anything<()> {
    let request = endpoint_runtime::request::encode(stytch.client().base_url(), request)?;
    println!("{:<4} {}", request.method().as_str(), request.uri().path());
    Ok(())
}

/// The status and the request id of what came back.
fn shown<T>(result: Result<Response<T>>, request_id: impl Fn(&T) -> &str) -> Result<Response<T>> {
    match &result {
        Ok(response) => println!("     {}  {}", response.status(), request_id(response.body())),
        Err(error) => println!(
            "     {}  {}",
            error.status().as_ref().map_or("no answer", StatusCode::as_str),
            error.request_id().unwrap_or_default(),
        ),
    }
    result
}

fn show_tokens(sandbox: &Sandbox, tokens: &Tokens) {
    for (kind, token) in [("access", &tokens.access_token), ("refresh", &tokens.refresh_token)] {
        let state = if sandbox.introspect(token).active { "active" } else { "inactive" };
        println!("     {kind:<7} token {state}");
    }
}

fn variable(name: &str, meaning: &str) -> Anything<String> {
    match env::var(name) {
        Ok(value) if !value.trim().is_empty() => Ok(value),
        _ => Err(format!("{name} is not set or blank; set it to {meaning}").into()),
    }
}
