//! Snippets of the page are, letter by letter, those of `endpoint_export::snippet`.

use endpoint_export::{
    console::console,
    snippet::{Language, SnippetOptions, snippet},
};
use endpoint_runtime::provider::{Operation, Provider};
use libtest_mimic::Failed;
use serde_json::{Map, Value, json};

use crate::{
    extra, module,
    subjects::{AWKWARD, Fill, input, providers},
    values::{FRAGMENTS, Maker},
};

/// Calls of each operation of each provider, beside the one with nothing filled in.
const CALLS: usize = 40;

pub(crate) fn check() -> Result<(), Failed> {
    let mut cases = Cases::default();
    let (mut maker, mut next) = (Maker::new(0xfeed), 0);
    for provider in providers() {
        for (at, operation) in provider.operations().enumerate() {
            let model = cases.model(&provider, operation)?;
            for call in 0..=CALLS {
                let fill = match call {
                    0 => Fill::Nothing,
                    call if call.is_multiple_of(2) => Fill::Right,
                    _ => Fill::Wrong,
                };
                let input = input(operation, fill, &mut maker, &mut next);
                cases.add(model, &provider, operation, &input, &options(at + call))?;
            }
        }
    }
    swept(&mut cases)?;
    let count = cases.cases.len() * Language::ALL.len();
    let output = module::run(PROGRAM, &json!({ "models": cases.models, "cases": cases.cases }))?;
    println!("{count} snippets");
    if output.stdout.is_empty() { Ok(()) } else { Err(output.stdout.into()) }
}

/// Every awkward value and every fragment of text, alone in every parameter.
fn swept(cases: &mut Cases) -> Result<(), Failed> {
    let texts = FRAGMENTS.map(|text| json!(text).to_string());
    for provider in [providers().swap_remove(1), extra::provider()] {
        for operation in provider.operations() {
            let model = cases.model(&provider, operation)?;
            for parameter in &operation.parameters {
                for value in AWKWARD.iter().copied().chain(texts.iter().map(String::as_str)) {
                    let input = format!("{{{}:{value}}}", json!(parameter.metadata.name));
                    cases.add(model, &provider, operation, &input, &options(0))?;
                }
            }
        }
    }
    Ok(())
}

fn options(at: usize) -> (Option<&'static str>, Option<&'static str>) {
    match at % 4 {
        0 => (None, None),
        1 => (Some("http://[::1]:1/it's/"), None),
        2 => (Some("https://api.example.com/{a}[1]\\\"$`//"), Some("@acme/sdk")),
        _ => (None, Some("\"quoted\"")),
    }
}

#[derive(Default)]
struct Cases {
    models: Vec<String>,
    cases: Vec<Value>,
}

impl Cases {
    fn model(&mut self, provider: &Provider, operation: &Operation) -> Result<usize, Failed> {
        self.models.push(serde_json::to_string(&console(provider, operation))?);
        Ok(self.models.len() - 1)
    }

    fn add(
        &mut self,
        model: usize,
        provider: &Provider,
        operation: &Operation,
        input: &str,
        (base_url, package): &(Option<&str>, Option<&str>),
    ) -> Result<(), Failed> {
        let values: Map<String, Value> = serde_json::from_str(input)?;
        let mut options = SnippetOptions::default();
        options.base_url = base_url.map(str::to_owned);
        options.package = package.map(str::to_owned);
        let written = |language: Language| {
            (language.id().to_owned(), snippet(provider, operation, &values, &options, language).into())
        };
        let expected: Map<String, Value> = Language::ALL.into_iter().map(written).collect();
        let options: Map<String, Value> = [("baseUrl", base_url), ("package", package)]
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), (*value)?.into())))
            .collect();
        self.cases.push(json!({ "model": model, "input": input, "options": options, "expected": expected }));
        Ok(())
    }
}

/// Prints the first differences, each with the lines that differ.
const PROGRAM: &str = include_str!("programs/parity.mjs");

/// Numbers beyond what `serde_json` holds, and half of a surrogate pair: only a page has those.
pub(crate) fn kept() -> Result<(), Failed> {
    let provider = providers().swap_remove(1);
    let operation = provider.operation("teams_settings").ok_or("gone")?;
    let model = serde_json::to_string(&console(&provider, operation))?;
    module::run(KEPT, &json!({ "model": model }))?;
    Ok(())
}

const KEPT: &str = include_str!("programs/kept.mjs");
