//! OpenAPI documents, checked by validators of the specification.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use endpoint_export::openapi::openapi;
use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::{self, Need},
};
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;
use serde_json::Value;

type Outcome = Result<(), Failed>;

fn main() -> ExitCode {
    run(vec![
        Trial::new("redocly_takes_stytch", [Need::Npm], || redocly_with(&stytch(), &["no-ambiguous-paths"])),
        Trial::new("redocly_takes_everything", [Need::Npm], || redocly(&everything())),
        Trial::new("redocly_refuses_what_is_wrong", [Need::Npm], || refused(redocly)),
        Trial::new("redocly_takes_measures", [Need::Npm], || redocly(&measures())),
        Trial::new("ajv_compiles_stytch", [Need::Npm], || ajv(&stytch())),
        Trial::new("ajv_compiles_everything", [Need::Npm], || ajv(&everything())),
        Trial::new("ajv_compiles_measures", [Need::Npm], || ajv(&measures())),
        Trial::new("ajv_refuses_an_unknown_format", [Need::Npm], || {
            let document = measures().replace("\"uint64\"", "\"uint\"");
            if ajv(&document).is_ok() { Err("nothing is found".into()) } else { Ok(()) }
        }),
        Trial::new("openapi_spec_validator_takes_measures", [Need::Python], || spec_validator(&measures())),
        Trial::new("openapi_spec_validator_takes_stytch", [Need::Python], || spec_validator(&stytch())),
        Trial::new("openapi_spec_validator_takes_everything", [Need::Python], || spec_validator(&everything())),
        Trial::new("openapi_spec_validator_refuses_what_is_wrong", [Need::Python], || refused(spec_validator)),
        Trial::new("openapi_typescript_makes_types_of_stytch", [Need::Npm], || typescript(&stytch(), "stytch.ts")),
        Trial::new("openapi_typescript_makes_types_of_everything", [Need::Npm], || {
            typescript(&everything(), "everything.ts")
        }),
    ])
}

/// Exports the document of all of Stytch's endpoints.
fn stytch() -> String {
    openapi(&stytch_endpoints::provider().unwrap()).to_string()
}

/// Reads the document of a provider with all features of declarations. A test of `endpoint-export` keeps the file up to
/// date.
fn everything() -> String {
    std::fs::read_to_string(here("../../endpoint-export/golden/library.openapi.json")).unwrap()
}

/// Reads the document of a provider with numbers of all types, and with headers that are no parameters. Kept like the other one.
fn measures() -> String {
    std::fs::read_to_string(here("../../endpoint-export/golden/measures.openapi.json")).unwrap()
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Checks the document with Redocly's recommended rules and our own: no error and no warning.
fn redocly(document: &str) -> Outcome {
    redocly_with(document, &[])
}

/// Checks the document like [`redocly`], and passes over warnings about what the API itself is like: Stytch has literals where
/// other paths have parameters.
fn redocly_with(document: &str, of_the_api: &[&str]) -> Outcome {
    let scratch = Scratch::new()?;
    let file = scratch.write("openapi.json", document)?;
    let rules = here("tests/openapi/redocly.yaml");
    let lint = tools::bin("redocly").arg("lint").arg(&file).arg("--config").arg(rules).arg("--format=json").output()?;
    let found: Value = serde_json::from_str(&lint.stdout).map_err(|error| format!("{error}: {lint:?}"))?;
    let problems = found["problems"].as_array().ok_or_else(|| format!("no report: {found}"))?;
    let shown = |problem: &Value| {
        let pointer = &problem["location"][0]["pointer"];
        format!("{} {}: {} at {pointer}", problem["severity"], problem["ruleId"], problem["message"])
    };
    let is_ours = |problem: &&Value| !of_the_api.iter().any(|rule| problem["ruleId"] == *rule);
    let problems: Vec<&Value> = problems.iter().filter(is_ours).collect();
    match problems.as_slice() {
        [] => Ok(()),
        _ => Err(problems.into_iter().map(shown).collect::<Vec<_>>().join("\n").into()),
    }
}

/// Compiles every schema of the document in the strict mode of Ajv.
fn ajv(document: &str) -> Outcome {
    let scratch = Scratch::new()?;
    let file = scratch.write("openapi.json", document)?;
    tools::node().arg(here("tests/openapi/ajv.mjs")).arg(tools::node_modules()).arg(file).ok()?;
    Ok(())
}

/// Checks the document with the validator that uses the specification's own schema.
fn spec_validator(document: &str) -> Outcome {
    let scratch = Scratch::new()?;
    let file = scratch.write("openapi.json", document)?;
    tools::python().args(["-m", "openapi_spec_validator", "--validation-errors", "all"]).arg(file).ok()?;
    Ok(())
}

/// Checks that the validators find each of several mistakes.
fn refused(validate: fn(&str) -> Outcome) -> Outcome {
    let path = "/paths/~1books~1{book_id}/get";
    for (what, pointer, value) in [
        ("a reference to nothing", format!("{path}/responses/4XX/$ref"), "#/components/responses/Gone".into()),
        ("a parameter that the path does not have", format!("{path}/parameters/0/name"), "id".into()),
        ("an operation id that is taken", format!("{path}/operationId"), "books_search".into()),
        ("a schema of no type that there is", "/components/schemas/BookId/type".to_owned(), "text".into()),
    ] {
        let mut document: Value = serde_json::from_str(&everything())?;
        *document.pointer_mut(&pointer).ok_or_else(|| format!("no {pointer}"))? = value;
        if validate(&document.to_string()).is_ok() {
            return Err(format!("{what} is not found").into());
        }
    }
    Ok(())
}

/// Compiles the types generated from the document, and a program that uses them.
fn typescript(document: &str, user: &str) -> Outcome {
    let scratch = Scratch::new()?;
    let file = scratch.write("openapi.json", document)?;
    let types = scratch.path().join("document.ts");
    tools::bin("openapi-typescript").arg(file).arg("--output").arg(types).ok()?;
    let user = scratch.write("user.ts", std::fs::read(here("tests/openapi").join(user))?)?;
    let strict =
        ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--target", "es2022", "--moduleResolution", "bundler"];
    tools::bin("tsc").current_dir(scratch.path()).args(strict).args(["--module", "esnext"]).arg(user).ok()?;
    Ok(())
}
