//! Snippets, executed: all values arrive unchanged at a recording server.
//!
//! The expected requests are those of the encoder of calls by data. The values are the same in every run. Snippets of
//! compiled languages are compiled together, so that each compiler runs once.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod cases;
mod compare;
mod fixture_acme;
mod fixture_newtypes;
mod go;
mod multipart;
mod netrc;
mod processes;
mod redirects;
mod rust;
mod scripts;
mod typescript;
mod values;

use std::process::ExitCode;

use endpoint_export::snippet::Language;
use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::Need,
};

fn main() -> ExitCode {
    run(vec![
        Trial::new("curl_in_bash", [Need::Curl, Need::Bash], || {
            scripts::check(Language::Curl, |cases| scripts::shell(cases, "bash"))
        }),
        Trial::new("curl_in_sh", [Need::Curl], || scripts::check(Language::Curl, |cases| scripts::shell(cases, "sh"))),
        Trial::new("curl_in_zsh", [Need::Curl, Need::Zsh], || {
            scripts::check(Language::Curl, |cases| scripts::shell(cases, "zsh"))
        }),
        Trial::new("secrets_are_no_arguments", [Need::Curl], processes::check),
        Trial::new("fetch", [Need::Node], || scripts::check(Language::Fetch, scripts::fetch)),
        Trial::new("python", [Need::Python], || scripts::check(Language::Python, scripts::python)),
        Trial::new("python_without_netrc", [Need::Python], netrc::check),
        Trial::new("typescript", [Need::Npm], typescript::check),
        Trial::new("go", [Need::Go], go::check),
        Trial::new("rust", [], rust::check),
        Trial::new("multipart_in_bash", [Need::Curl, Need::Bash], || multipart::check(Language::Curl, multipart::bash)),
        Trial::new("multipart_in_sh", [Need::Curl], || multipart::check(Language::Curl, multipart::sh)),
        Trial::new("multipart_in_fetch", [Need::Node], || multipart::check(Language::Fetch, multipart::fetch)),
        Trial::new("multipart_in_python", [Need::Python], || multipart::check(Language::Python, multipart::python)),
        Trial::new("multipart_in_go", [Need::Go], || multipart::check(Language::Go, multipart::go)),
        Trial::new("multipart_get_with_a_body", [Need::Curl, Need::Python], multipart::check_get_with_a_body),
        Trial::new("curl_is_redirected", [Need::Curl, Need::Bash], || redirects::check(redirects::bash)),
        Trial::new("fetch_is_redirected", [Need::Node], || redirects::check(redirects::fetch)),
        Trial::new("python_is_redirected", [Need::Python], || redirects::check(scripts::python)),
        Trial::new("go_is_redirected", [Need::Go], || redirects::check(go::run)),
    ])
}
