//! Calls from Rust, typed and by data.

use endpoint_runtime::Client;
use libtest_mimic::Failed;
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::{
    compared_provider::Calls,
    fixture_library,
    typed::{Input, TypedCall},
};

fn runtime() -> Result<Runtime, Failed> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

fn client(calls: &Calls) -> Client {
    (calls.compared.client)(&calls.base_url)
}

/// Calls `client.send(request)` for the operations of the library.
pub(crate) fn typed(calls: &Calls) -> Result<(), Failed> {
    let (runtime, client, requests) = (runtime()?, client(calls), fixture_library::requests());
    for case in &calls.cases {
        let id = case.operation.metadata.id;
        let request: Option<&TypedCall> = requests.iter().find(|typed| typed.id == id);
        let send = &request.ok_or_else(|| format!("`{id}` has no typed request"))?.send;
        let call = send(&client, &Input(case.input.clone()));
        runtime.block_on(call).map_err(|error| format!("{}: {error}", case.name()))?;
    }
    Ok(())
}

/// Calls `client.call(operation, input)`.
pub(crate) fn dynamic(calls: &Calls) -> Result<(), Failed> {
    let (runtime, client) = (runtime()?, client(calls));
    for case in &calls.cases {
        let message = |error: &dyn std::error::Error| format!("{}: {error}", case.name());
        let call = client.call(&case.operation, Value::Object(case.input.clone())).map_err(|error| message(&error))?;
        runtime.block_on(call).map_err(|error| message(&error))?;
    }
    Ok(())
}
