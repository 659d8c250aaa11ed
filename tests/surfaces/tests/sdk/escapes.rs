//! Hostile texts in a declaration, which must not break out of the package's comments, strings and names.

use std::{collections::BTreeMap, sync::Arc};

use endpoint_runtime::{
    ErrorFields,
    metadata::{Metadata, ParameterTexts},
    percent,
    provider::{
        AuthScheme, CredentialPart, Environment, Host, InputParameter, Operation, OperationGroup, Provider, Types,
        ValueType,
    },
};
use endpoint_surface_tests::tools;
use proptest::{
    sample::select,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Map, Value, json};

use crate::{
    Outcome,
    installed::{Installed, fixture},
};

/// Texts that end a comment, string, template, line, tag or expression in some language.
const PIECES: [&str; 34] = [
    "*/",
    "/*",
    "//",
    "*",
    "/",
    "`",
    "${globalThis.pwned = 1}",
    "\"",
    "'",
    "\\",
    "\n",
    "\r",
    "\u{2028}",
    "\u{2029}",
    "\0",
    "</script>",
    "<!--",
    "-->",
    "@deprecated ",
    " @param {",
    "}",
    "{@link x}",
    "\"; globalThis.pwned = 1; \"",
    "*/ globalThis.pwned = 1; /*",
    "\\u0022",
    "\u{202e}",
    "```",
    "__proto__",
    "ü😀",
    "\u{feff}",
    "\r\n",
    "caf\u{e9}",
    "cafe\u{301}",
    "a",
];

/// Makes texts of the pieces, alone and combined. They are the same in every run.
fn texts() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let several = proptest::collection::vec(select(&PIECES[..]), 0..8).prop_map(|pieces| pieces.concat());
    let mut texts: Vec<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
    texts.extend((0..90).map(|_| several.new_tree(&mut runner).unwrap().current()));
    texts.sort();
    texts.dedup();
    texts
}

/// Leaks a value, since declarations have a static lifetime.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Makes an operation whose texts and names are all this text.
fn operation(like: &Operation, number: usize, text: &str) -> Operation {
    let text: &'static str = leak(text.to_owned());
    let id: &'static str = leak(format!("op{number}x_{text}"));
    let metadata = Metadata {
        id,
        template: leak(format!("/{text}")),
        literals: &["/x"],
        query: leak(format!("{0}=<{text}>&{0}={0}", percent::encode(text))),
        arguments: ParameterTexts { letters: "q", texts: leak([text; 3]) },
        header_groups: &[],
        query_groups: &[],
        deprecated: Some(text),
        docs: text,
        ..like.metadata.clone()
    };
    let names = std::slice::from_ref(leak(text));
    let mut operation = like.clone();
    operation.metadata = leak(metadata);
    let mut input = like.parameters[0].clone();
    input.metadata = operation.metadata.parameters().next().unwrap();
    input.schema = json!({ "enum": [text], "description": text, "examples": [text] });
    input.value_type = ValueType::read(&input.schema, &BTreeMap::new());
    operation.parameters = vec![input];
    operation.response = Some(json!({ "$ref": format!("#/$defs/{text}") }));
    operation.error_fields = ErrorFields { request_id: names, code: names, message: names };
    operation
}

fn provider(texts: &[String]) -> Provider {
    let mut provider = stytch_endpoints::provider().unwrap();
    let all = texts.concat();
    let like = provider.operations().next().unwrap().clone();
    let group: &mut OperationGroup = &mut provider.groups[0];
    group.operations = texts.iter().enumerate().map(|(number, text)| operation(&like, number, text)).collect();
    provider.groups.truncate(1);
    let property = |text: &String| (text.clone(), json!({ "const": text, "description": text }));
    let properties: Map<String, Value> = texts.iter().map(property).collect();
    let definition = |text: &String| (text.clone(), json!({ "enum": [text], "description": text }));
    let mut definitions: BTreeMap<_, _> = texts.iter().map(definition).collect();
    definitions.insert("All".to_owned(), json!({ "type": "object", "properties": properties, "description": all }));
    for operation in &mut provider.groups[0].operations {
        operation.response_type = operation.response.as_ref().map(|schema| ValueType::read(schema, &definitions));
    }
    provider.types = Arc::new(Types::read(&definitions));
    provider.definitions = Arc::new(definitions);
    provider.title.clone_from(&all);
    provider.docs.clone_from(&all);
    provider.license = Some(all.clone());
    provider.hosts.push(Host::new(all.clone(), "https://host.example.com").docs(&all));
    provider
        .environments
        .insert(0, Environment::new(all.clone(), "https://example.com").docs(&all).username_prefix(&all));
    provider.auth = vec![AuthScheme::bearer(CredentialPart::new(format!("x_{all}"), all.clone()).docs(&all))];
    provider
}

/// Compiles and loads the package, and checks that no text runs and each is unchanged.
pub(crate) fn hostile() -> Outcome {
    let texts = texts();
    let provider = provider(&texts);
    let installed = Installed::new(&provider, "hostile")?;
    let literals: Vec<String> = texts.iter().map(|text| json!(text).to_string()).collect();
    let types = format!(
        "import type {{ All }} from \"hostile\";\n\
         type Same<A, B> = [A, B] extends [B, A] ? true : false;\n\
         const same: Same<keyof All, {0}> = true;\n\
         const values: Same<NonNullable<All[keyof All]>, {0}> = true;\n\
         export default [same, values];\n",
        literals.join(" | ")
    );
    installed.write("types.ts", types)?;
    installed.tsc().args(["--noEmit", "--module", "nodenext", "types.ts"]).ok()?;
    let check = ["--noEmit", "--allowJs", "--checkJs", "--module", "nodenext", "--lib", "es2022,dom"];
    installed.tsc().args(check).arg("source/index.js").ok()?;

    let expected = |operation: &Operation| {
        let InputParameter { metadata, .. } = operation.parameters[0];
        json!({ "id": operation.metadata.id, "text": metadata.name })
    };
    let expected: Vec<Value> = provider.operations().map(expected).collect();
    installed.write("hostile.mjs", fixture("hostile.mjs")?)?;
    let run = tools::node().current_dir(installed.path()).arg("hostile.mjs").stdin(Value::Array(expected).to_string());
    let run = run.env("TITLE", provider.title.replace('\0', "")).ok()?;
    assert_eq!(run.stdout.trim(), format!("{} operations", texts.len()));
    Ok(())
}
