//! The page sends the same requests as the runtime's encoder, and finds no problem in the values.

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_export::console::console;
use endpoint_runtime::{
    Json, dynamic,
    provider::{Operation, Provider},
};
use libtest_mimic::Failed;
use serde_json::{Map, Value, json};

use crate::{
    module,
    subjects::{input, providers},
    values::ValueGenerator,
};

/// The number of calls of each operation.
const CALLS: usize = 60;

pub(crate) fn check() -> Result<(), Failed> {
    let (mut models, mut cases, mut refused) = (Vec::new(), Vec::new(), 0);
    let (mut generator, mut next) = (ValueGenerator::new(0xf00d), 0);
    for provider in providers() {
        for operation in provider.operations() {
            models.push(serde_json::to_string(&console(&provider, operation))?);
            for _ in 0..CALLS {
                let input = input(operation, &mut generator, &mut next);
                match expected(operation, in_page_order(input.parse()?)) {
                    Some(expected) => {
                        cases.push(json!({ "model": models.len() - 1, "input": input, "expected": expected }));
                    }
                    None => refused += 1,
                }
            }
        }
    }
    println!("{} requests, {refused} refused by the runtime", cases.len());
    if refused * 10 > cases.len() {
        return Err(format!("the runtime refuses {refused} inputs beside {}", cases.len()).into());
    }
    let output = module::run(include_str!("programs/requests.mjs"), &json!({ "models": models, "cases": cases }))?;
    if output.stdout.is_empty() { Ok(()) } else { Err(output.stdout.into()) }
}

/// Orders the members as the objects of a page do: names that are indexes of an array come first.
fn in_page_order(json: Json) -> Json {
    match json {
        Json::Array(items) => items.into_iter().map(in_page_order).collect(),
        Json::Object(members) => {
            let index = |name: &str| name.parse::<u32>().ok().filter(|index| index.to_string() == name);
            let mut members: Vec<_> = members.into_iter().map(|(name, value)| (name, in_page_order(value))).collect();
            members.sort_by_key(|(name, _)| index(name).unwrap_or(u32::MAX));
            Json::Object(members.into_iter().collect())
        }
        scalar => scalar,
    }
}

fn expected(operation: &Operation, input: Json) -> Option<Value> {
    let base = "https://gateway.example".parse().ok()?;
    let request = dynamic::encode(&base, operation, input).ok()?;
    let headers: Map<String, Value> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().into()))
        .collect();
    Some(json!({
        "method": request.method().as_str(),
        "target": request.uri().path_and_query()?.as_str(),
        "headers": headers,
        "body": BASE64_STANDARD.encode(request.body()),
    }))
}

pub(crate) fn refused() -> Result<(), Failed> {
    let provider: Provider = providers().swap_remove(1);
    let operation = provider.operation("teams_plain").ok_or("gone")?;
    let model = serde_json::to_string(&console(&provider, operation))?;
    module::run(include_str!("programs/refused.mjs"), &json!({ "model": model }))?;
    Ok(())
}
