//! The pages of a gateway in a browser, as their readers use them.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod conversation;
mod gateway_fixture;
mod library;
mod radio;

use std::{fs, net::TcpListener, path::Path, process::ExitCode, time::Duration};

use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_surface_tests::{
    browser, command_line,
    harness::{Trial, run},
    tools::Need,
};
use endpoint_test_support::{process::Process, scratch::Scratch};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use stytch_endpoints::sandbox::demo;

use gateway_fixture::{FixtureOptions, GatewayFixture};

const NEEDS: [Need; 2] = [Need::Npm, Need::Chromium];

/// The scenarios with the library's gateway alone.
const LIBRARY: [&str; 22] = [
    "access.links",
    "access.scriptless",
    "errors.answers",
    "errors.stopped",
    "errors.token",
    "errors.unlisted",
    "forms.bodies",
    "forms.files",
    "forms.lists",
    "forms.nested",
    "forms.texts",
    "forms.variants",
    "hostile.answers",
    "hostile.cookies",
    "hostile.origins",
    "hostile.rebound",
    "saved.blocked",
    "saved.kept",
    "secrets.left",
    "secrets.nested",
    "snippets.late",
    "snippets.unanswered",
];

/// The scenarios with the radio's gateway, whose provider sends what it is asked for.
const CONVERSATIONS: [&str; 5] =
    ["streams.broken", "streams.bytes", "streams.events", "streams.long", "streams.stopped"];

/// A scenario with the library's gateway.
fn library_trial(name: &'static str) -> Trial {
    trial(name, move || GatewayFixture::library()?.play(name, &Value::Null).map(drop))
}

/// The scenarios with the radio's gateway.
const RADIO: [&str; 6] =
    ["files.checked", "files.refused", "files.sent", "files.whole", "responses.envelope", "responses.statuses"];

/// A scenario with the radio's gateway.
fn radio_trial(name: &'static str) -> Trial {
    trial(name, move || {
        let provider = radio::provider()?;
        GatewayFixture::of(FixtureOptions { provider, ..FixtureOptions::default() })?.play(name, &Value::Null).map(drop)
    })
}

fn trial(name: &'static str, run: impl FnOnce() -> Result<(), Failed> + Send + 'static) -> Trial {
    Trial::new(name.replace('.', "::"), NEEDS, run)
}

fn main() -> ExitCode {
    if command_line::requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    let mut trials = vec![
        trial("story.revoke", || stytch("story.revoke", &Value::Null)),
        trial("access.keyboard", || stytch("access.keyboard", &Value::Null)),
        trial("access.many", many),
        trial("errors.down", || without_response(&Upstream::Closed, "errors.down")),
        trial("errors.hanging", || without_response(&Upstream::Silent(Duration::from_millis(300)), "errors.hanging")),
        trial("errors.cancel", || without_response(&Upstream::Silent(Duration::from_secs(30)), "errors.cancel")),
        trial("errors.other", || with_other_gateways("errors.other")),
        trial("secrets.handed", || {
            GatewayFixture::of(FixtureOptions { credential: false, ..FixtureOptions::default() })?
                .play("secrets.handed", &Value::Null)
                .map(drop)
        }),
        trial("snippets.keystrokes", keystrokes),
        trial("snippets.served", || with_other_gateways("snippets.served")),
        trial("pictures.taken", pictures),
    ];
    trials.extend(LIBRARY.map(library_trial));
    trials.extend(CONVERSATIONS.map(|name| trial(name, move || conversation::play(name))));
    trials.extend(RADIO.map(radio_trial));
    for scheme in ["light", "dark"] {
        for width in [1280, 320] {
            let scenario = move || {
                let input = json!({ "colorScheme": scheme, "width": width });
                GatewayFixture::library()?.play("access.axe", &input).map(drop)
            };
            trials.push(Trial::new(format!("access::axe_{scheme}_{width}"), NEEDS, scenario));
        }
    }
    run(trials)
}

/// Starts `stytch gateway` without credentials; returns the process and the URL that it printed.
fn gateway() -> Result<(Process, String), Failed> {
    let command = command_line::command_line("stytch")?.args(["gateway", "--port", "0"]);
    let mut process = command.timeout(Duration::from_secs(20)).start()?;
    let url = process.stdout.next_line()?;
    Ok((process, url))
}

/// A scenario with Stytch's sandbox.
fn stytch(scenario: &str, more: &Value) -> Result<(), Failed> {
    let (_running, url) = gateway()?;
    let (origin, token) = url.split_once("/#token=").ok_or("a URL without its token")?;
    let mut input = json!({
        "url": url, "origin": origin, "token": token,
        "user": demo::USER_ID, "app": demo::CONNECTED_APP_ID,
        "organization": demo::ORGANIZATION_ID, "member": demo::MEMBER_ID,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    browser::play(scenario, &input, |asked, _| Err(format!("there is no answer to `{asked}`").into())).map(drop)
}

fn many() -> Result<(), Failed> {
    let provider = library::many(500)?;
    let count = provider.operations().count();
    GatewayFixture::of(FixtureOptions { provider, ..FixtureOptions::default() })?
        .play("access.many", &json!({ "count": count }))
        .map(drop)
}

/// A provider that does not answer.
enum Upstream {
    /// Connections are refused.
    Closed,
    /// Connections are accepted, and there is never a response. The gateway has this timeout.
    Silent(Duration),
}

/// A scenario with a provider that does not answer.
fn without_response(upstream: &Upstream, scenario: &str) -> Result<(), Failed> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    let (upstream_timeout, _listener) = match *upstream {
        Upstream::Closed => {
            drop(listener);
            (Duration::from_secs(20), None)
        }
        // The operating system accepts connections to the listener.
        Upstream::Silent(timeout) => (timeout, Some(listener)),
    };
    GatewayFixture::of(FixtureOptions { upstream: Some(url), upstream_timeout, ..FixtureOptions::default() })?
        .play(scenario, &Value::Null)
        .map(drop)
}

/// A scenario with gateways of two other origins: one that lists these pages, and one that does not.
fn with_other_gateways(scenario: &str) -> Result<(), Failed> {
    // The port of the pages is chosen first, since the gateway that lists them has to know it.
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let page = format!("http://{}", listener.local_addr()?);
    let refusing = GatewayFixture::library()?;
    let allowing = GatewayFixture::of(FixtureOptions { pages: vec![page], ..FixtureOptions::default() })?;
    let gateways = vec![refusing.origin.clone(), allowing.origin.clone()];
    let mut fixture = GatewayFixture::on(listener, FixtureOptions { gateways, ..FixtureOptions::default() })?;
    let input = json!({ "refusing": refusing.input(&Value::Null), "allowing": allowing.input(&Value::Null) });
    fixture.play(scenario, &input).map(drop)
}

/// Checks that the pages show the snippets that `endpoint_export` writes, before the first key and after each.
fn keystrokes() -> Result<(), Failed> {
    let shown = GatewayFixture::library()?.play("snippets.keystrokes", &Value::Null)?;
    let provider = library::provider()?;
    let operation = provider.operation("library.find").ok_or("gone")?;
    for one in shown.as_array().into_iter().flatten() {
        let values = one["values"].as_object().cloned().unwrap_or_default().into();
        for language in Language::ALL {
            let expected = snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap();
            assert_eq!(one["code"][language.id()], expected, "{one}");
        }
    }
    Ok(())
}

/// Takes the pictures of the documentation. They are saved if `UPDATE_SCREENSHOTS` is `1`.
fn pictures() -> Result<(), Failed> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screenshots");
    let scratch = Scratch::new()?;
    let updates = std::env::var("UPDATE_SCREENSHOTS").is_ok_and(|value| value == "1");
    let folder = if updates { &kept } else { scratch.path() };
    stytch("pictures.taken", &json!({ "folder": folder }))?;
    for picture in fs::read_dir(folder)? {
        let name = picture?.file_name();
        assert!(kept.join(&name).exists(), "{} is missing: run this with UPDATE_SCREENSHOTS=1", name.display());
    }
    Ok(())
}
