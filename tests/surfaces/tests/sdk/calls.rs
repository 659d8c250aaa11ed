//! Tests that run the package.

use endpoint_surface_tests::tools;
use libtest_mimic::Failed;
use serde_json::{Value, json};
use stytch_endpoints::{
    ids::MemberId,
    sandbox::{Sandbox, demo},
};

use crate::{
    Outcome, fixture_depot, fixture_feeds, fixture_ledger,
    installed::{Installed, fixture},
};

/// Programs that test the package on servers of their own.
pub(crate) const PROGRAMS: [(&str, &str); 11] = [
    ("an_input_that_cannot_be_sent_is_refused", "inputs.mjs"),
    ("answers_become_values_or_errors", "answers.mjs"),
    ("secrets_stay_where_they_are", "secrets.mjs"),
    ("clients_are_set_up_by_options_or_the_environment", "settings.mjs"),
    ("browsers_get_no_credentials", "browsers.mjs"),
    ("another_provider_has_other_places_and_schemes", "depot.mjs"),
    ("no_number_loses_a_digit", "numbers.mjs"),
    ("lists_are_iterated_page_by_page", "lists.mjs"),
    ("streams_go_on_and_calls_are_repeated_with_their_keys", "feeds.mjs"),
    ("files_are_parts_of_a_body_and_streams_are_bodies", "files.mjs"),
    ("any_fetch_is_read_or_refused", "fetches.mjs"),
];

/// Runs a program, in which at least one test has to pass and none may fail.
pub(crate) fn run(program: &str) -> Outcome {
    let installed = match program {
        "numbers.mjs" => Installed::new(&fixture_ledger::provider(), "ledger-endpoints")?,
        "lists.mjs" | "feeds.mjs" | "files.mjs" => Installed::new(&fixture_feeds::provider(), "feeds-endpoints")?,
        "depot.mjs" | "fetches.mjs" => Installed::new(&fixture_depot::provider(), "depot-endpoints")?,
        _ => Installed::stytch()?,
    };
    for name in ["support.mjs", program] {
        installed.write(name, fixture(name)?)?;
    }
    let run = tools::node()
        .env("TOOLS", tools::node_modules())
        .current_dir(installed.path())
        .args(["--test-reporter", "tap", program])
        .output()?;
    let passed = run.stdout.lines().find_map(|line| line.strip_prefix("# pass ")?.parse::<u32>().ok());
    if run.code == Some(0) && passed.is_some_and(|passed| passed > 0) {
        return Ok(());
    }
    Err(format!("{}\n{}", run.stdout, run.stderr).into())
}

/// Serves a sandbox while the work runs.
pub(crate) fn with_sandbox(sandbox: &Sandbox, work: impl FnOnce(&str) -> Outcome) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let running = runtime.block_on(sandbox.serve(([127, 0, 0, 1], 0)))?;
    work(&running.url())
}

/// Compiles and runs a user's program, and checks its effect.
pub(crate) fn revoked() -> Outcome {
    let installed = Installed::stytch()?;
    installed.write("revoke.ts", fixture("revoke.ts")?)?;
    installed.tsc_for_node().args(["--outDir", "out", "revoke.ts"]).ok()?;
    let sandbox = Sandbox::demo();
    let tokens = sandbox.issue_tokens(MemberId::from(demo::MEMBER_ID), demo::CONNECTED_APP_ID)?;
    with_sandbox(&sandbox, |url| {
        let variables = [
            ("STYTCH_BASE_URL", url),
            ("STYTCH_PROJECT_ID", demo::PROJECT_ID),
            ("STYTCH_SECRET", demo::SECRET),
            ("ORGANIZATION_ID", demo::ORGANIZATION_ID),
            ("MEMBER_ID", demo::MEMBER_ID),
            ("CONNECTED_APP_ID", demo::CONNECTED_APP_ID),
            ("SESSION_TOKEN", demo::MEMBER_SESSION),
            ("OTHER_SESSION_TOKEN", demo::OTHER_SESSION),
        ];
        let run = tools::node().current_dir(installed.path()).arg("out/revoke.js").envs(variables).ok()?;
        let output: Value = serde_json::from_str(&run.stdout)?;
        assert_eq!(output["before"], json!([demo::CONNECTED_APP_ID, demo::OTHER_APP_ID]));
        assert_eq!(output["refused"], json!([403, "session_authorization_tenancy_error"]));
        assert_eq!(output["status"], 200);
        assert_eq!(output["after"], json!([demo::OTHER_APP_ID]));
        Ok::<(), Failed>(())
    })?;
    assert!(!sandbox.introspect(&tokens.access_token).active, "the app's token is still valid");
    Ok(())
}
