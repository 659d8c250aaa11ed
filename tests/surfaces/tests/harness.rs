//! The shared parts of the tests: missing tools, the recorder, child processes.
#![cfg(unix)]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    os::{fd::OwnedFd, unix::net::UnixStream},
    path::Path,
    process::ExitCode,
    time::Duration,
};

use endpoint_surface_tests::{
    harness::{REQUIRE_TOOLS, Trial, run},
    tools::{self, FOLDER, Need},
};
use endpoint_test_support::{
    process::{Command, CommandError, Output},
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use serde_json::json;

fn main() -> ExitCode {
    let with = |needs: &[Need], name: &str, body: fn()| {
        Trial::new(name, needs.to_vec(), move || {
            body();
            Ok(())
        })
    };
    let test = |name: &str, body: fn()| with(&[], name, body);
    run(vec![
        Trial::new("node_runs", [Need::Node], || {
            assert_eq!(tools::node().args(["-p", "6 * 7"]).ok()?.stdout, "42\n");
            Ok(())
        }),
        Trial::new("npm_packages_run", [Need::Npm], || {
            assert!(tools::bin("tsc").arg("--version").ok()?.stdout.starts_with("Version 5."));
            Ok(())
        }),
        Trial::new("python_packages_run", [Need::Python], || {
            let script = "import requests, openapi_spec_validator; print('both')";
            assert_eq!(tools::python().args(["-c", script]).ok()?.stdout, "both\n");
            Ok(())
        }),
        test("what_needs_no_tool_runs_without_any", without_tools),
        test("a_missing_tool_is_counted_and_said", missing_is_ignored),
        test("a_missing_tool_fails_where_tools_are_required", missing_fails),
        test("a_listing_looks_for_nothing", listing),
        with(&[Need::Npm], "an_installation_that_fails_is_counted_and_said", failed_installation),
        with(&[Need::Npm], "a_changed_lock_file_installs_again", reinstallation),
        with(&[Need::Python], "python_without_a_registry_is_counted_and_said", python_without_registry),
        test("the_recorder_keeps_what_came", recorder_keeps),
        test("the_recorder_reads_chunks_and_keeps_the_connection", recorder_reads_chunks),
        test("a_program_that_takes_too_long_is_ended", too_long),
        test("a_program_gets_its_input_and_nothing_of_the_environment", environment),
        test("a_program_that_runs_on_is_read_line_by_line", running),
        test("a_dropped_program_is_killed_with_all_that_it_started", dropped),
    ])
}

/// Prepares a test of this file as a process of its own.
fn this(test: &str) -> Command {
    Command::new(std::env::current_exe().unwrap()).args([test, "--exact"])
}

/// Sets a `PATH` without any program.
fn no_tools(run: Command) -> (Command, Scratch) {
    let empty = Scratch::new().unwrap();
    (run.env("PATH", empty.path()), empty)
}

fn without_tools() {
    let (run, _empty) = no_tools(this("the_recorder_keeps_what_came"));
    let Output { stdout, stderr, .. } = run.ok().unwrap();
    assert!(stdout.contains("1 passed; 0 failed; 0 ignored") && stderr.is_empty(), "{stdout}{stderr}");
}

fn missing_is_ignored() {
    for (test, need) in
        [("node_runs", "node"), ("npm_packages_run", "npm packages"), ("python_packages_run", "Python packages")]
    {
        let (run, _empty) = no_tools(this(test));
        let Output { stdout, stderr, .. } = run.ok().unwrap();
        assert!(stdout.contains("0 passed; 0 failed; 1 ignored"), "{stdout}");
        assert!(stderr.contains(&format!("MISSING TOOL: {need}: `")) && stderr.contains("is not on PATH"), "{stderr}");
        assert!(stderr.contains(&format!("1 ignored: {test}")), "{stderr}");
    }
}

fn missing_fails() {
    let (run, _empty) = no_tools(this("node_runs").env(REQUIRE_TOOLS, "1"));
    let Output { code, stdout, stderr } = run.output().unwrap();
    assert!(code != Some(0) && stdout.contains("0 passed; 1 failed; 0 ignored"), "{code:?} {stdout}");
    assert!(stderr.contains("1 FAILED: node_runs"), "{stderr}");
}

fn listing() {
    let tools = Scratch::new().unwrap();
    let output = this("npm_packages_run").arg("--list").env(FOLDER, tools.path()).env(REQUIRE_TOOLS, "1").ok().unwrap();
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("npm_packages_run: test\n", ""));
    assert_eq!(fs::read_dir(tools.path()).unwrap().count(), 0, "something was installed");
}

/// Writes lock files with these dependencies.
fn lock_files(folder: &Scratch, version: &str, dependencies: &serde_json::Value) {
    let package = json!({ "name": "none", "version": version, "private": true, "dependencies": dependencies });
    folder.write("package.json", package.to_string()).unwrap();
    let mut packages = json!({ "": package });
    for (name, version) in dependencies.as_object().unwrap() {
        packages[format!("node_modules/{name}")] = json!({ "version": version });
    }
    let lock =
        json!({ "name": "none", "version": version, "lockfileVersion": 3, "requires": true, "packages": packages });
    folder.write("package-lock.json", lock.to_string()).unwrap();
}

/// Configures a registry that does not exist (port 9 of this machine) and an empty cache.
fn no_registry(run: Command, folder: &Path) -> Command {
    let url = "http://127.0.0.1:9";
    let run = run.env("npm_config_registry", url).env("npm_config_cache", folder.join("cache"));
    let run = run.env("npm_config_fetch_retry_mintimeout", "1").env("npm_config_fetch_retry_maxtimeout", "1");
    run.env("PIP_INDEX_URL", url).env("PIP_NO_INDEX", "1").env("PIP_NO_CACHE_DIR", "1").env(FOLDER, folder)
}

fn failed_installation() {
    let folder = Scratch::new().unwrap();
    lock_files(&folder, "1.0.0", &json!({ "a-package-of-no-registry": "1.0.0" }));
    let Output { stdout, stderr, .. } = no_registry(this("npm_packages_run"), folder.path()).ok().unwrap();
    assert!(stdout.contains("0 passed; 0 failed; 1 ignored"), "{stdout}");
    assert!(
        stderr.contains("MISSING TOOL: npm packages: `npm ci` failed") && stderr.contains("ECONNREFUSED"),
        "{stderr}"
    );
    assert!(!folder.path().join("node_modules/.stamp").exists(), "a failed installation counts as done");
}

fn python_without_registry() {
    let folder = Scratch::new().unwrap();
    folder.write("requirements.txt", "a-package-of-no-registry==1.0.0\n").unwrap();
    let Output { stdout, stderr, .. } = no_registry(this("python_packages_run"), folder.path()).ok().unwrap();
    assert!(stdout.contains("0 passed; 0 failed; 1 ignored"), "{stdout}");
    assert!(stderr.contains("MISSING TOOL: Python packages: `pip install` failed"), "{stderr}");
    assert!(stderr.contains("a-package-of-no-registry==1.0.0"), "{stderr}");
}

fn reinstallation() {
    let folder = Scratch::new().unwrap();
    let install = || {
        // The test fails after the installation, since the folder has no TypeScript compiler.
        let output = no_registry(this("npm_packages_run"), folder.path()).output().unwrap();
        assert!(output.stdout.contains("0 passed; 1 failed; 0 ignored"), "{}{}", output.stdout, output.stderr);
    };
    lock_files(&folder, "1.0.0", &json!({}));
    install();
    let left = folder.write("node_modules/left", "").unwrap();
    install();
    assert!(left.exists(), "it was installed again for nothing");
    lock_files(&folder, "1.0.1", &json!({}));
    install();
    assert!(!left.exists(), "a changed lock file was not seen");
}

/// Sends bytes in two halves, and reads until the server closes or has sent the expected number of answers.
fn exchange(recorder: &Recorder, bytes: &[u8], answers: usize) -> String {
    let mut stream = TcpStream::connect(recorder.url().strip_prefix("http://").unwrap()).unwrap();
    let (first, second) = bytes.split_at(bytes.len() / 2);
    stream.write_all(first).unwrap();
    stream.write_all(second).unwrap();
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while text.matches("\r\n\r\n{}").count() < answers {
        let count = stream.read(&mut buffer).unwrap();
        text.push_str(std::str::from_utf8(buffer.get(..count).unwrap()).unwrap());
        if count == 0 {
            break;
        }
    }
    text
}

fn recorder_keeps() {
    let recorder = Recorder::start().unwrap();
    recorder.answer(Answer::json(418, &json!({})));
    let sent = b"PUT /a%2Fb/%20//c?x=1%262&x=+&y HTTP/1.1\r\nHost: h\r\nX-Two:  a \r\nx-two: \xe9\r\nContent-Length: 8\r\n\r\n{\"a\": 1}";
    assert!(exchange(&recorder, sent, 1).starts_with("HTTP/1.1 418 "));
    let request = recorder.take_one().unwrap();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("PUT", "/a%2Fb/%20//c?x=1%262&x=+&y"));
    assert_eq!(request.segments(), ["a/b", " ", "", "c"]);
    let pairs = [("x", "1&2"), ("x", " "), ("y", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(request.query(), pairs);
    assert_eq!(request.header_all("X-TWO"), ["a", "\u{e9}"]);
    assert_eq!(request.headers.first().unwrap(), &("Host".to_owned(), "h".to_owned()));
    assert_eq!((request.json().unwrap(), request.body.len()), (json!({ "a": 1 }), 8));
    assert_eq!(recorder.take_one().unwrap_err(), "no request came");
}

fn recorder_reads_chunks() {
    let recorder = Recorder::start().unwrap();
    let chunked = "POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
    let last = "GET /2 HTTP/1.1\r\nConnection: close\r\n\r\n";
    let answers = exchange(&recorder, format!("{chunked}{last}").as_bytes(), 3);
    assert_eq!(answers.matches("HTTP/1.1 200 ").count(), 2, "{answers}");
    assert!(answers.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "), "{answers}");
    let requests = recorder.take();
    let received: Vec<(&str, String)> =
        requests.iter().map(|request| (request.target.as_str(), request.text())).collect();
    assert_eq!(received, [("/1", "abc0123456789".to_owned()), ("/2", String::new())]);
}

fn too_long() {
    let script = "echo begun; sleep 600 & wait";
    let run = Command::new("sh").args(["-c", script]).timeout(Duration::from_millis(100));
    assert!(matches!(run.output(), Err(CommandError::Timeout { .. })));
    let failed = Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]).ok().unwrap_err().to_string();
    assert_eq!(failed, "`sh` failed with Some(3)\nout\nerr\n");
}

fn environment() {
    // Cargo sets this for the test; a program must not inherit it.
    assert!(std::env::var_os("CARGO_MANIFEST_DIR").is_some());
    let script = "cat; echo \"$A:$CARGO_MANIFEST_DIR\"";
    let output = Command::new("sh").args(["-c", script]).env("A", "b c").stdin("in\n").ok().unwrap();
    assert_eq!(output.stdout, "in\nb c:\n");
}

fn running() {
    let mut process = Command::new("sh").args(["-c", "echo one; echo two; echo three >&2; read a"]).start().unwrap();
    assert_eq!(process.stdout.next_line().unwrap(), "one");
    assert_eq!(process.stderr.until("thr").unwrap(), "three\n");
    let output = process.wait().unwrap();
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("one\ntwo\n", "three\n"));
    let mut silent = Command::new("sh").args(["-c", "echo one; exit 0"]).start().unwrap();
    assert_eq!(
        silent.stdout.until("two").unwrap_err().to_string(),
        "\"two\" was not printed; until then it was:\none\n"
    );
    let script = "trap 'kill $!; exit 4' TERM; sleep 600 > /dev/null 2>&1 & echo up; wait";
    let stopped = Command::new("sh").args(["-c", script]);
    let mut stopped = stopped.start().unwrap();
    assert_eq!(stopped.stdout.next_line().unwrap(), "up");
    assert_eq!(stopped.stop().unwrap().code, Some(4));
}

/// The descendant holds one end of a socket, which is closed when it is gone.
fn dropped() {
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    ours.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let command = Command::new("sh").args(["-c", "sleep 600 <&0 & echo up; wait"]);
    let mut process = command.stdin_from(OwnedFd::from(theirs)).start().unwrap();
    assert_eq!(process.stdout.next_line().unwrap(), "up");
    drop(process);
    assert_eq!(ours.read(&mut [0]).unwrap(), 0);
}
