//! The printed examples, which are run.

use std::process::Command;

use endpoint_cli::Exit;
use endpoint_export::{
    example,
    snippet::{Language, SnippetOptions, snippet},
};
use endpoint_runtime::{Json, JsonMap};

use crate::{
    fixture_provider::provider,
    support::{Run, acme},
};

/// Splits a command into arguments as a shell does, without the program's name.
fn words(command: &str) -> Vec<String> {
    let script = format!("acme() {{ printf '%s\\n' \"$@\"; }}\n{command}");
    let output = Command::new("sh").args(["-euc", &script]).output().unwrap();
    assert!(output.status.success(), "{command}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_example_of_every_operation_sends_the_examples_of_its_values() {
    let provider = provider().unwrap();
    for operation in provider.operations() {
        let values = operation.parameters.iter().filter(|it| it.metadata.required).map(|parameter| {
            let value = example::plain(&parameter.value_type, parameter.metadata.name, &provider.types).unwrap();
            let value = Json::from(value);
            (parameter.metadata.name, if parameter.metadata.repeated { vec![value].into() } else { value })
        });
        let values: JsonMap = values.collect();
        let expected = snippet(&provider, operation, &values, &SnippetOptions::default(), Language::Curl).unwrap();

        let described = acme(&format!("describe {}", operation.name)).done();
        let help = acme(&format!("call {} --help", operation.name)).done();
        let (_, example) = described.rsplit_once("\nExample").unwrap();
        let (_, example) = example.split_once('\n').unwrap();
        assert!(help.contains(example.trim_end()), "{help}");
        let secrets = operation.parameters.iter().filter(|it| it.metadata.required && it.metadata.sensitive);
        let secrets: Vec<(String, String)> = secrets
            .map(|it| {
                (
                    provider.secret_variable(&it.metadata),
                    values.get(it.metadata.name).unwrap().as_str().unwrap().to_owned(),
                )
            })
            .collect();
        let run = words(example).into_iter().fold(acme(""), Run::arg).arg("--dry-run");
        let outcome = run.env(secrets.iter().map(|(name, value)| (name.as_str(), value.as_str()))).run();
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""), "{example}");
        assert_eq!(outcome.stdout, expected, "{example}");
    }
}
