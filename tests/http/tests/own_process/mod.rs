//! Tests that run in a process of their own, with variables that all tests of a process would share.

use std::{path::PathBuf, process::Command};

use endpoint_test_support::{scratch::Scratch, tls::Authority};

/// The variable that names the certificate and the key of a server, in the process of the test.
const CERTIFICATE: &str = "TEST_SERVER_CERTIFICATE";

/// Runs the test `inner` of this program once more, with these variables, and with `SSL_CERT_FILE` for the authority of a certificate
/// of the host `name`.
pub(crate) fn run(inner: &str, name: &str, variables: &[(&str, &str)]) {
    let scratch = Scratch::new().unwrap();
    let authority = Authority::new();
    let certificate = authority.issue(name);
    std::fs::write(scratch.join("authority.pem"), authority.pem()).unwrap();
    std::fs::write(scratch.join("server.pem"), certificate.pem + &certificate.key).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", inner, "--nocapture"]);
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    command.env_remove("REQUEST_METHOD");
    let output = command
        .env("SSL_CERT_FILE", scratch.join("authority.pem"))
        .env(CERTIFICATE, scratch.join("server.pem"))
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

/// Returns the certificate and the key of the server, in PEM; `None` in the process of all tests.
pub(crate) fn certificate() -> Option<String> {
    let path = PathBuf::from(std::env::var_os(CERTIFICATE)?);
    Some(std::fs::read_to_string(path).unwrap())
}
