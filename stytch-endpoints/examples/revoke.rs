//! Revokes a Connected App's access to a Member, and shows the effect. In a sandbox, the Member then lets the app in again.
//!
//! With `STYTCH_PROJECT_ID` and `STYTCH_SECRET` set it calls Stytch, for the Organization, Member and app in
//! `STYTCH_ORGANIZATION_ID`, `STYTCH_MEMBER_ID` and `STYTCH_CONNECTED_APP_ID`. Without, it calls a sandbox on a loopback
//! port. `cargo run -p stytch-endpoints --example revoke`

use std::{
    env,
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use stytch_endpoints::{
    ConnectedApp, ConnectedAppId, MemberId, OrganizationId, Stytch,
    b2b::{
        idp::oauth::{AuthorizeRequest, AuthorizeStartRequest},
        organizations::members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    },
    endpoint_runtime::{self, Endpoint, Output, http::StatusCode},
    oauth2::{IntrospectRequest, TokenRequest},
    sandbox::{Sandbox, Tokens, demo},
};

type AnyResult<T> = std::result::Result<T, Box<dyn Error>>;

/// The access to revoke.
struct Target {
    organization: OrganizationId,
    member: MemberId,
    app: ConnectedAppId,
}

/// Tokens that apps of a sandbox hold on a Member's behalf.
struct IssuedTokens<'a> {
    sandbox: &'a Sandbox,
    tokens: Vec<(ConnectedAppId, Tokens)>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut out = io::stdout().lock();
    let is_configured = ["STYTCH_PROJECT_ID", "STYTCH_SECRET"].iter().any(|name| env::var_os(name).is_some());
    let result = if is_configured { at_stytch(&mut out).await } else { in_a_sandbox(&mut out).await };
    match result {
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

async fn at_stytch(out: &mut impl Write) -> AnyResult<()> {
    let stytch = Stytch::from_env()?;
    let target = Target {
        organization: variable("STYTCH_ORGANIZATION_ID", "the Organization's id, slug or external id")?.into(),
        member: variable("STYTCH_MEMBER_ID", "the Member's id or external id")?.into(),
        app: variable("STYTCH_CONNECTED_APP_ID", "the id of the app whose access is revoked")?.into(),
    };
    writeln!(out, "Calling {}\n", stytch.client().base_url())?;
    let before = list(out, &stytch, &target, None).await?;
    revoke(out, &stytch, &target).await?;
    let after = list(out, &stytch, &target, None).await?;

    let Target { organization, member, app } = &target;
    let name = before.iter().find(|listed| listed.connected_app_id == *app).map(|listed| listed.name.as_str());
    let lost = match name {
        Some(name) => format!("{name} lost access"),
        None => format!("{app} had no access"),
    };
    let others: Vec<&str> = after.iter().map(|app| app.name.as_str()).collect();
    let others = if others.is_empty() { "no other app".to_owned() } else { others.join(", ") };
    writeln!(
        out,
        "\n{lost} to Member {member} in Organization {organization}; every token that it held on the Member's behalf \
         is revoked (Stytch does not say how many), and {others} was left with access as before."
    )?;
    Ok(())
}

pub(crate) async fn in_a_sandbox(out: &mut impl Write) -> AnyResult<()> {
    let sandbox = Sandbox::demo();
    let running = sandbox.serve(([127, 0, 0, 1], 0)).await?;
    let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret()).base_url(running.url()).build()?;
    writeln!(out, "STYTCH_PROJECT_ID is not set: a sandbox plays Stytch on {}\n", running.url())?;
    let target = Target {
        organization: demo::ORGANIZATION_SLUG.into(),
        member: demo::MEMBER_EXTERNAL_ID.into(),
        app: demo::CONNECTED_APP_ID.into(),
    };
    let of_ada = issue_tokens(&sandbox, demo::MEMBER_ID, &[demo::CONNECTED_APP_ID, demo::OTHER_APP_ID])?;
    let of_grace = issue_tokens(&sandbox, demo::ADMIN_ID, &[demo::CONNECTED_APP_ID])?;
    let before = list(out, &stytch, &target, Some(&of_ada)).await?;
    let active_before = of_ada.active(&target.app);
    revoke(out, &stytch, &target).await?;
    let after = list(out, &stytch, &target, Some(&of_ada)).await?;
    let [revoked] = &before.into_iter().filter(|app| !after.contains(app)).collect::<Vec<_>>()[..] else {
        return Err("not exactly one app lost access".into());
    };
    writeln!(out, "     {:<14} {}  no access", revoked.name, revoked.connected_app_id)?;
    of_ada.show(out, &target.app)?;
    if sandbox.issue_tokens(MemberId::from(demo::MEMBER_ID), demo::CONNECTED_APP_ID).is_err() {
        writeln!(out, "       new token      refused until the Member authorizes the app again")?;
    }

    let (app, member, organization) = (&revoked.name, &target.member, &target.organization);
    let count = active_before - of_ada.active(&target.app);
    let kept: Vec<String> = after
        .iter()
        .map(|app| format!("{} with its {} tokens for {member}", app.name, of_ada.active(&app.connected_app_id)))
        .collect();
    writeln!(
        out,
        "\n{app} lost access to Member {member} in Organization {organization}: {count} tokens were revoked, and {}, as \
         well as the {} tokens of {app} for Member {}, were left alone.",
        kept.join(", "),
        of_grace.active(&target.app),
        demo::ADMIN_EXTERNAL_ID,
    )?;
    authorize_again(out, &stytch).await?;
    writeln!(out, "\nWith a new consent of Member {member}, {app} has access again.")?;
    running.stop().await;
    Ok(())
}

/// Brings the app back by an authorization-code flow: the consent page, the consent, and the code's exchange for a token.
async fn authorize_again(out: &mut impl Write, stytch: &Stytch) -> AnyResult<()> {
    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    let scopes = vec!["openid".to_owned(), "calendar.read".to_owned()];
    writeln!(out, "\nThe app asks for access again:\n")?;

    let request = AuthorizeStartRequest::new(app, callback, "code", scopes.clone());
    let page = call(out, stytch, request.session_token(demo::MEMBER_SESSION), |body| &body.request_id).await?;
    let asked = if page.consent_required { "asks the Member for" } else { "may have" };
    let shown: Vec<_> =
        page.scope_results.iter().map(|result| format!("{} ({})", result.scope, result.description)).collect();
    writeln!(out, "     {} {asked} {}", page.client.client_name, shown.join(", "))?;

    let request = AuthorizeRequest::new(true, scopes, app, callback, "code").state("state-of-the-app".to_owned());
    let consent = call(out, stytch, request.session_token(demo::MEMBER_SESSION), |body| &body.request_id).await?;
    let code = consent.authorization_code.ok_or("the consent has no code")?;
    writeln!(out, "     redirect to {callback} with a code that works once")?;

    let request = TokenRequest::authorization_code(demo::PROJECT_ID, app, code, callback);
    let request = request.client_secret(demo::CONNECTED_APP_SECRET);
    let tokens = call(out, stytch, request, |body| &body.request_id).await?;
    writeln!(out, "     {} token for {} seconds", tokens.token_type, tokens.expires_in)?;

    let request = IntrospectRequest::new(demo::PROJECT_ID, tokens.access_token, app);
    let request = request.client_secret(demo::CONNECTED_APP_SECRET);
    let token = call(out, stytch, request, |body| &body.request_id).await?;
    let state = if token.active { "active" } else { "inactive" };
    writeln!(out, "     access  token  {state}  {}", token.scope.unwrap_or_default())?;
    Ok(())
}

fn issue_tokens<'a>(sandbox: &'a Sandbox, member: &str, apps: &[&str]) -> AnyResult<IssuedTokens<'a>> {
    let mut tokens = Vec::new();
    for app in apps {
        tokens.push(((*app).into(), sandbox.issue_tokens(MemberId::from(member), *app)?));
    }
    Ok(IssuedTokens { sandbox, tokens })
}

impl IssuedTokens<'_> {
    /// The kinds and states of an app's tokens.
    fn states(&self, app: &ConnectedAppId) -> impl Iterator<Item = (&'static str, bool)> {
        let tokens = self.tokens.iter().filter(move |(holder, _)| holder == app);
        let tokens = tokens.flat_map(|(_, held)| [("access", &held.access_token), ("refresh", &held.refresh_token)]);
        tokens.map(|(kind, token)| (kind, self.sandbox.introspect(token).active))
    }

    /// The number of an app's active tokens.
    fn active(&self, app: &ConnectedAppId) -> usize {
        self.states(app).filter(|(_, is_active)| *is_active).count()
    }

    fn show(&self, out: &mut impl Write, app: &ConnectedAppId) -> io::Result<()> {
        for (kind, is_active) in self.states(app) {
            writeln!(out, "       {kind:<7} token  {}", if is_active { "active" } else { "inactive" })?;
        }
        Ok(())
    }
}

/// Lists the Member's apps, each with its tokens where they are known.
async fn list(
    out: &mut impl Write,
    stytch: &Stytch,
    target: &Target,
    tokens: Option<&IssuedTokens<'_>>,
) -> AnyResult<Vec<ConnectedApp>> {
    let request = GetConnectedAppsRequest::new(&target.organization, &target.member);
    let apps = call(out, stytch, request, |body| &body.request_id).await?.connected_apps;
    if apps.is_empty() {
        writeln!(out, "     no app has access")?;
    }
    for ConnectedApp { connected_app_id, name, scopes_granted, .. } in &apps {
        writeln!(out, "     {name:<14} {connected_app_id}  {scopes_granted}")?;
        if let Some(tokens) = tokens {
            tokens.show(out, connected_app_id)?;
        }
    }
    Ok(apps)
}

async fn revoke(out: &mut impl Write, stytch: &Stytch, target: &Target) -> AnyResult<()> {
    let request = RevokeRequest::new(&target.organization, &target.member, &target.app);
    writeln!(out)?;
    call(out, stytch, request, |body| &body.request_id).await?;
    writeln!(out)?;
    Ok(())
}

/// Sends a request, and prints its first line, the status and the request id of the response.
async fn call<E: Endpoint>(
    out: &mut impl Write,
    stytch: &Stytch,
    request: E,
    request_id: impl Fn(&Output<E>) -> &str,
) -> AnyResult<Output<E>> {
    let encoded = endpoint_runtime::request::encode(stytch.client().base_url(), &request)?;
    writeln!(out, "{:<4} {}", encoded.method().as_str(), encoded.uri().path())?;
    let result = stytch.send(request).with_response().await;
    match &result {
        Ok(response) => writeln!(out, "     {}  {}", response.status(), request_id(response.body()))?,
        Err(error) => {
            let status = error.status();
            let status = status.as_ref().map_or("no response", StatusCode::as_str);
            writeln!(out, "     {status}  {}", error.request_id().unwrap_or_default())?;
        }
    }
    Ok(result?.into_body())
}

fn variable(name: &str, meaning: &str) -> AnyResult<String> {
    match env::var(name) {
        Ok(value) if !value.trim().is_empty() => Ok(value),
        _ => Err(format!("{name} is not set or blank; set it to {meaning}").into()),
    }
}
