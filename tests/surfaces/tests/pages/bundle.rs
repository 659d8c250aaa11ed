//! The bundled module: its size and its types.

use std::{fs, path::Path};

use endpoint_export::console::console;
use endpoint_surface_tests::tools;
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::{
    module::{build, folder},
    radio,
    subjects::providers,
};

/// The maximum size of the module in bytes, at the highest compression.
const MOST: usize = 28_000;

pub(crate) fn types() -> Result<(), Failed> {
    tools::bin("tsc").arg("--project").arg(folder()).ok()?;
    Ok(())
}

/// The data block of `endpoint_export::console` has every member of the module's types, of its type, and no other.
pub(crate) fn model() -> Result<(), Failed> {
    let mut models = Vec::new();
    for provider in providers().into_iter().chain([radio::provider()?]) {
        for operation in provider.operations() {
            let model = serde_json::to_value(console(&provider, operation))?;
            models.push(literal(&model));
        }
    }
    let scratch = Scratch::new()?;
    let source = |file: &str| json!(folder().join("src").join(file));
    let text = format!(
        "import {{ JsonNumber }} from {};\nimport type {{ Model }} from {};\n\nexport const models: Model[] = [{}];\n",
        source("json.ts"),
        source("model.ts"),
        models.join(",\n")
    );
    scratch.write("models.ts", text)?;
    let options = json!({ "allowImportingTsExtensions": true });
    let configuration =
        json!({ "extends": folder().join("tsconfig.json"), "compilerOptions": options, "include": ["models.ts"] });
    scratch.write("tsconfig.json", configuration.to_string())?;
    tools::bin("tsc").args(["--project", "."]).current_dir(scratch.path()).ok()?;
    Ok(())
}

/// Writes a value as a TypeScript literal. Each number is a `JsonNumber`, as the module's parser returns it.
fn literal(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("new JsonNumber(\"{number}\")"),
        Value::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| format!("{}: {}", json!(name), literal(value));
            format!("{{ {} }}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar.to_string(),
    }
}

pub(crate) fn fresh() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let built = scratch.path().join("page.js");
    build(Path::new("main.ts"), &built)?;
    if fs::read(built)? == fs::read(folder().join("dist/page.js"))? {
        Ok(())
    } else {
        Err("dist/page.js is not that of the sources; run `node endpoint-gateway/pages/build.mjs`".into())
    }
}

pub(crate) fn small() -> Result<(), Failed> {
    let count = "process.stdout.write(String(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1]), \
                 { level: 9 }).length))";
    let size: usize = tools::node().args(["--eval", count]).arg(folder().join("dist/page.js")).ok()?.stdout.parse()?;
    println!("the module: {size} of {MOST} bytes");
    if size <= MOST { Ok(()) } else { Err(format!("{size} bytes, compressed, and {MOST} are allowed").into()) }
}
