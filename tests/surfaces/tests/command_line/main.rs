//! The command `stytch` as a process and in shells, against its own sandbox.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod completions;

use std::{
    ffi::OsString,
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use endpoint_cli::{Cli, Exit, Io};
use endpoint_export::{
    example,
    snippet::{Language, SnippetOptions, snippet},
};
use endpoint_runtime::metadata::Parameter;
use endpoint_surface_tests::{
    command_line::{command_line, requested_provider},
    harness::{Trial, run},
    tools::Need,
};
use endpoint_test_support::{
    process::{Command, Process},
    scratch::Scratch,
};
use libtest_mimic::Failed;
use serde_json::Value;
use stytch_endpoints::sandbox::demo;

/// The time that a sandbox has for a line of its output, and to stop.
const TIMEOUT: Duration = Duration::from_secs(30);

const REVOKE: &str = "b2b.organizations.members.connected_apps.revoke";
const LIST: &str = "b2b.organizations.members.get_connected_apps";

fn main() -> ExitCode {
    if requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    run(vec![
        Trial::new("revoking_shows_the_app_gone", [], revoking_shows_the_app_gone),
        Trial::new("what_stytch_refuses_exits_3_with_the_request_id", [], refused),
        Trial::new("a_session_in_the_environment_goes_along", [], session),
        Trial::new("a_sandbox_that_has_stopped_is_not_reached", [], unreached),
        Trial::new("a_sandbox_is_seeded_by_a_file", [], seeded),
        Trial::new("a_sandbox_that_cannot_start_says_why", [], not_started),
        Trial::new("the_examples_of_all_operations_send_their_values", [Need::Bash], examples),
        Trial::new("a_call_that_a_sandbox_shows_is_safe_to_paste", [Need::Bash], pasted),
        Trial::new("what_a_sandbox_prints_is_taken_by_a_shell", [Need::Bash], exported),
        Trial::new("a_profile_in_the_home_folder_is_taken_when_it_is_private", [], profile),
        Trial::new("a_pipe_that_closes_early_is_no_failure", [], closed_pipe),
        Trial::new("bash_completes_operations_and_flags", [Need::Bash], completions::bash),
        Trial::new("zsh_completes_operations_and_flags", [Need::Zsh], completions::zsh),
        Trial::new("fish_completes_operations_and_flags", [Need::Fish], completions::fish),
    ])
}

/// Prepares `stytch` with an empty environment.
fn stytch(words: &str) -> Command {
    command_line("stytch").unwrap().env("HOME", "/nonexistent").args(words.split_whitespace())
}

/// A sandbox process.
struct Sandbox {
    process: Process,
    /// Its standard output.
    printed: String,
}

impl Sandbox {
    fn start(words: &[&str]) -> Self {
        let mut process = stytch("sandbox").args(words).timeout(TIMEOUT).start().unwrap();
        process.stderr.until("Ctrl-C stops it").unwrap();
        // The last line is a call that revokes access.
        let printed = process.stdout.until(&format!("# stytch call {REVOKE} ")).unwrap();
        Self { process, printed }
    }

    fn variables(&self) -> Vec<(&str, &str)> {
        self.printed.lines().filter_map(|line| line.strip_prefix("export ")?.split_once('=')).collect()
    }

    /// Stops the sandbox by a signal, and returns its exit code.
    fn stop(self, signal: &str) -> Option<i32> {
        self.process.signal(signal).unwrap();
        let output = self.process.wait().unwrap();
        assert_eq!((output.stdout, output.stderr.lines().count()), (self.printed, 1), "{}", output.stderr);
        output.code
    }
}

/// Lists the apps that Ada has authorized.
fn apps(sandbox: &Sandbox) -> Vec<String> {
    let ids = format!("--organization-id {} --member-id {}", demo::ORGANIZATION_SLUG, demo::MEMBER_EXTERNAL_ID);
    let listed = stytch(&format!("call {LIST} {ids}")).envs(sandbox.variables()).ok().unwrap();
    assert_eq!(listed.stderr, "");
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    listed["connected_apps"].as_array().unwrap().iter().map(|app| app["name"].as_str().unwrap().to_owned()).collect()
}

fn revoking_shows_the_app_gone() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&[]);
    assert_eq!(apps(&sandbox), ["Calendar Sync", "Assistant"]);
    // Exactly the line that the sandbox prints.
    let line = sandbox.printed.lines().last().unwrap().strip_prefix("# stytch ").unwrap();
    let revoked = stytch(line).envs(sandbox.variables()).ok()?;
    let revoked: Value = serde_json::from_str(&revoked.stdout)?;
    assert_eq!(revoked["status_code"], 200);
    assert_eq!(apps(&sandbox), ["Assistant"]);
    assert_eq!(sandbox.stop("TERM"), Some(0));
    Ok(())
}

fn refused() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&["--port", "0"]);
    let call = format!("call {LIST} --organization-id acme --member-id nobody");
    let output = stytch(&call).envs(sandbox.variables()).output()?;
    assert_eq!(output.code, Some(3), "{output:?}");
    let body: Value = serde_json::from_str(&output.stdout)?;
    assert_eq!(body["error_type"], "member_not_found");
    let id = body["request_id"].as_str().unwrap();
    assert!(output.stderr.contains("404 Not Found") && output.stderr.contains(id), "{}", output.stderr);
    let output = stytch(&call).envs(sandbox.variables()).env("STYTCH_SECRET", "s3cret-wrong").output()?;
    assert_eq!(output.code, Some(3));
    assert!(output.stderr.contains("unauthorized_credentials"), "{}", output.stderr);
    assert!(!output.stderr.contains("s3cret-wrong"), "{}", output.stderr);
    Ok(())
}

fn session() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&[]);
    let call = format!("call {LIST} --organization-id acme --member-id grace");
    let call = |session| stytch(&call).envs(sandbox.variables()).env("STYTCH_SESSION_TOKEN", session).output();
    assert_eq!(call(demo::ADMIN_SESSION)?.code, Some(0));
    let output = call(demo::MEMBER_SESSION)?;
    assert_eq!(output.code, Some(3));
    assert!(output.stderr.contains("session_authorization_error"), "{}", output.stderr);
    assert!(!output.stderr.contains(demo::MEMBER_SESSION), "{}", output.stderr);
    Ok(())
}

fn unreached() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&[]);
    let variables: Vec<(String, String)> =
        sandbox.variables().iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(sandbox.stop("INT"), Some(0));
    let output = stytch(&format!("call {LIST} --organization-id acme --member-id ada")).envs(variables).output()?;
    assert_eq!((output.code, output.stdout.as_str()), (Some(4), ""), "{output:?}");
    assert!(output.stderr.contains("cannot connect"), "{}", output.stderr);
    Ok(())
}

/// Returns the path of the example of a seed file.
fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../stytch-endpoints/examples/seed.json")
}

fn seeded() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&["--seed", seed().to_str().unwrap()]);
    for part in [
        "organization-test-globex  globex, globex-7",
        "member-test-hank  hank, member-test-hank@example.com, admin",
        "session-of-hank",
    ] {
        assert!(sandbox.printed.contains(part), "{}", sandbox.printed);
    }
    assert!(!sandbox.printed.contains(demo::ORGANIZATION_ID), "{}", sandbox.printed);
    let listed = stytch(&format!("call {LIST} --organization-id globex --member-id hank")).envs(sandbox.variables());
    assert!(listed.ok()?.stdout.contains("connected-app-test-calendar"));
    Ok(())
}

fn not_started() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let path = scratch.write("seed.json", r#"{"organizations": [{"slug": "a", "membrs": []}]}"#)?;
    let output = stytch("sandbox --seed").arg(&path).output()?;
    assert_eq!((output.code, output.stdout.as_str()), (Some(2), ""));
    let expected =
        format!("error: {}: organizations[0].membrs: unknown field `membrs`, expected one of", path.display());
    assert!(output.stderr.starts_with(&expected) && output.stderr.contains("`members`"), "{}", output.stderr);
    let output = stytch("sandbox --seed /nonexistent/seed.json").output()?;
    assert_eq!(output.code, Some(2));
    let taken = TcpListener::bind(("127.0.0.1", 0))?;
    let output = stytch("sandbox --port").arg(taken.local_addr()?.port().to_string()).output()?;
    assert_eq!((output.code, output.stdout.as_str()), (Some(1), ""));
    assert!(output.stderr.contains("in use"), "{}", output.stderr);
    Ok(())
}

/// Splits a command into words as a shell does, without the name of the program.
fn shell_words(command: &str) -> Result<Vec<String>, Failed> {
    let script = format!("stytch() {{ printf '%s\\n' \"$@\"; }}\n{command}");
    let output = Command::new("bash").args(["-euc", &script]).ok()?;
    Ok(output.stdout.lines().map(str::to_owned).collect())
}

fn examples() -> Result<(), Failed> {
    let (provider, cli) = (stytch_endpoints::provider()?, stytch_endpoints::cli());
    for operation in provider.operations() {
        let mut values = serde_json::Map::new();
        for parameter in operation.parameters.iter().filter(|parameter| parameter.metadata.required) {
            let name = parameter.metadata.name;
            let value = example::plain(&parameter.value_type, name, &provider.types).ok_or("no example")?;
            values.insert(name.to_owned(), if parameter.metadata.repeated { vec![value].into() } else { value });
        }
        let is_needed = |metadata: &Parameter| metadata.required && metadata.sensitive;
        let secrets = operation.parameters.iter().map(|parameter| &parameter.metadata).filter(|it| is_needed(it));
        let environment: Vec<(String, String)> = secrets
            .map(|metadata| {
                // A variable holds text as it is, and a list as JSON.
                let text =
                    values[metadata.name].as_str().map_or_else(|| values[metadata.name].to_string(), str::to_owned);
                (provider.secret_variable(metadata), text)
            })
            .collect();
        let described = within(&cli, &["describe".to_owned(), operation.name.clone()], &[])?;
        let (_, shown) = described.rsplit_once("\nExample").ok_or("no example")?;
        let (_, shown) = shown.split_once('\n').ok_or("no example")?;
        let words: Vec<String> = shell_words(shown)?.into_iter().chain(["--dry-run".to_owned()]).collect();
        let sent = within(&cli, &words, &environment)?;
        let expected =
            snippet(&provider, operation, &values.into(), &SnippetOptions::default(), Language::Curl).unwrap();
        assert_eq!(sent, expected, "{shown}");
    }
    Ok(())
}

/// Runs the command line within this process, and returns its output: some hundred processes would make the provider anew.
fn within(cli: &Cli, words: &[String], environment: &[(String, String)]) -> Result<String, Failed> {
    let (mut stdin, mut stdout, mut stderr) = (std::io::empty(), Vec::new(), Vec::new());
    let variable = |name: &str| {
        let found = environment.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| OsString::from(value))
    };
    let io = Io::new(&mut stdin, &mut stdout, &mut stderr).variables(variable);
    match (cli.run(words, io), stderr.as_slice()) {
        (Exit::Success, []) => Ok(String::from_utf8(stdout)?),
        (exit, stderr) => Err(format!("{words:?}: {exit:?}: {}", String::from_utf8_lossy(stderr)).into()),
    }
}

fn pasted() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let id = "$(touch ran); it's";
    let seed = serde_json::json!({
        "apps": [{ "id": "a\u{1b}[2J", "name": "A" }],
        "organizations": [{ "id": id, "members": [{ "id": "-m", "apps": [{ "id": "a\u{1b}[2J" }] }] }],
    });
    let path = scratch.write("seed.json", seed.to_string())?;
    let sandbox = Sandbox::start(&["--seed", path.to_str().unwrap()]);
    assert!(!sandbox.printed.contains('\u{1b}') && sandbox.printed.contains(r"a\u{1b}[2J"), "{}", sandbox.printed);
    let line = sandbox.printed.lines().find(|line| line.contains(LIST)).unwrap().strip_prefix("# ").unwrap();
    let words = shell_words(line)?;
    assert_eq!(words[2..], ["--organization-id", id, "--member-id", "-m"]);
    let listed = stytch("").args(words).envs(sandbox.variables()).ok()?;
    assert!(listed.stdout.contains(r"a\u001b[2J"), "{}", listed.stdout);
    Ok(())
}

fn exported() -> Result<(), Failed> {
    let sandbox = Sandbox::start(&[]);
    let scratch = Scratch::new()?;
    let path = scratch.write("sandbox.env", &sandbox.printed)?;
    let script = ". \"$0\" && printf '%s %s' \"$STYTCH_PROJECT_ID\" \"$STYTCH_SECRET\"";
    let output = Command::new("bash").args(["-euc", script]).arg(path).ok()?;
    assert_eq!(output.stdout, format!("{} {}", demo::PROJECT_ID, demo::SECRET));
    assert_eq!(output.stderr, "");
    Ok(())
}

fn profile() -> Result<(), Failed> {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::start(&[]);
    let [(_, url), (_, fraud_url), (_, project_id), (_, secret)] = sandbox.variables()[..] else {
        panic!("{}", sandbox.printed)
    };
    let profile = serde_json::json!({ "local": { "project_id": project_id, "secret": secret, "base_url": url, "fraud_url": fraud_url } });
    let scratch = Scratch::new()?;
    let path = scratch.write(".config/stytch/credentials.json", profile.to_string())?;
    let call = || {
        let call = format!("call {LIST} --organization-id acme --member-id ada --profile local");
        stytch(&call).env("HOME", scratch.path()).output()
    };
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    assert_eq!(call()?.code, Some(0));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644))?;
    let output = call()?;
    assert_eq!(output.code, Some(2));
    assert!(output.stderr.contains(&format!("\"{}\" has mode 0644", path.display())), "{}", output.stderr);
    Ok(())
}

fn closed_pipe() -> Result<(), Failed> {
    let mut child = stytch(&format!("snippet {REVOKE} --lang curl --input -")).spawn()?;
    // The command waits for its input, so its output is closed before it prints.
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(b"{}")?;
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr)?;
    assert_eq!((child.wait()?.code(), stderr.as_str()), (Some(0), ""));
    Ok(())
}
