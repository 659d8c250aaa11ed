//! TypeScript, over our generated SDK: its default export reads credentials and base URL from the environment.
//!
//! A secret is `process.env.NAME`; one that is required is followed by `!`, since the SDK's type asks for a text.

use super::{
    Call,
    inputs::{Input, Secret, Shown},
    literal::{JAVASCRIPT, quoted},
    schema::returns_nothing,
};
use crate::case::camel;

pub(super) fn write(call: &Call<'_>) -> String {
    let Call { provider, operation, shown, options } = call;
    let name = camel(&provider.name);
    let package = options.package.clone().unwrap_or_else(|| format!("{}-endpoints", provider.name));
    let members = shown.iter().map(|shown| (shown.parameter.metadata.name.to_owned(), value(shown)));
    let members: Vec<_> = members.collect();
    let input = if members.is_empty() { String::new() } else { JAVASCRIPT.object(members, 0) };
    let import = format!("import {name} from {};\n", quoted(&package));
    let sent = format!("await {name}.{}({input});\n", camel(operation.metadata.id));
    if returns_nothing(operation) {
        format!("{import}\n{sent}")
    } else {
        format!("{import}\nconst result = {sent}console.log(result);\n")
    }
}

fn value(shown: &Shown<'_>) -> String {
    let metadata = shown.parameter.metadata;
    match &shown.input {
        Input::Value(value) => JAVASCRIPT.value(value, 1),
        Input::Secret(Secret { variable, is_text }) => {
            let mark = if metadata.required || metadata.repeated || !is_text { "!" } else { "" };
            let text = format!("process.env.{variable}{mark}");
            let one = if *is_text { text } else { format!("JSON.parse({text})") };
            if metadata.repeated { format!("[{one}]") } else { one }
        }
    }
}
