//! Random graphs of types with unusual names: the compiler takes their package, and values that are read have the declared
//! types.

#[path = "../../../../endpoint-export/src/tests/random_schemas/schemas.rs"]
mod schemas;

use std::{collections::BTreeMap, sync::Arc};

use endpoint_export::{
    case::{camel, pascal},
    example::plain,
};
use endpoint_runtime::{
    metadata::{Metadata, ParameterTexts},
    provider::{Operation, Provider, Types, ValueType},
};
use endpoint_surface_tests::tools;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use crate::{
    Outcome,
    installed::{Installed, fixture},
};

/// The number of graphs of each kind.
const GRAPHS: usize = 250;

/// The number of kinds, of which the last is that of contradicting schemas.
const KINDS: usize = 3;

/// Words of JavaScript and TypeScript, names of globals, and names that differ only where identifiers cannot.
const NAMES: &str = "abstract accessor any Array arguments as asserts assert async AsyncIterator await bigint BigInt boolean \
    Boolean break case catch class const constructor continue Credentials Date debugger declare default defer delete do \
    else enum Error eval export extends false finally for from function Function get global globalThis Headers if \
    implements import in Infinity infer InputError instanceof interface intrinsic is JsonNumber keyof let Map module NaN \
    namespace never new null number Number object Object of Omit out override package Partial Pick private Promise \
    protected prototype __proto__ public Readonly readonly Record Request require Response return satisfies set Set static \
    string String super switch symbol Symbol this throw true try type typeof Uint8Array undefined unique unknown using \
    var void WebHeaders while with yield client input options createClient GraphsClient DeleteInput DeleteOutput DeleteInputSchema AInput A AInputSchema \
    a-b a_b a.b a\u{2028}b a+b Page<A> Page_A_ caf\u{e9} cafe\u{301} \u{e9} e\u{301} \u{1f980} 1 _1 1a \u{b2} \u{24b6} $ $a */ `";

/// Ids of operations that are words of JavaScript, or members of every object.
const IDS: &str = "await arguments class constructor default delete eval function has_own_property import name new null \
    prototype return this toString undefined value_of __proto__ a\u{b2}\u{24b6} caf\u{e9}";

/// A schema, and definitions that it may refer to.
#[derive(Clone, Debug)]
struct Case {
    schema: Value,
    definitions: BTreeMap<String, Value>,
}

/// Returns the id of the operation with this number.
fn id(number: usize) -> &'static str {
    IDS.split(' ').nth(number).unwrap_or_else(|| leak(format!("op{number}")))
}

impl Case {
    /// Gives the definitions other names.
    fn renamed(self, name: &mut impl FnMut(&str) -> String) -> Self {
        let names: Vec<(String, String)> = self.definitions.keys().map(|known| (known.clone(), name(known))).collect();
        let pointer = |name: &str| name.replace('~', "~0").replace('/', "~1");
        let rename = |schema: &Value| {
            let mut schema = schema.clone();
            replace_references(&mut schema, &|reference| {
                let new = names.iter().find(|(known, _)| reference == format!("#/$defs/{known}"));
                new.map(|(_, new)| format!("#/$defs/{}", pointer(new))).unwrap_or_default()
            });
            schema
        };
        let definitions = self.definitions.values().zip(&names).map(|(schema, (_, new))| (new.clone(), rename(schema)));
        Self { schema: rename(&self.schema), definitions: definitions.collect() }
    }
}

fn replace_references(schema: &mut Value, new: &dyn Fn(&str) -> String) {
    match schema {
        Value::Object(members) => {
            for (keyword, value) in members {
                match value {
                    Value::String(reference) if keyword == "$ref" => *reference = new(reference),
                    value => replace_references(value, new),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_references(item, new)),
        _ => {}
    }
}

/// Makes graphs, the same in every run. The first of them have unusual names.
fn cases() -> Vec<Case> {
    let mut runner = TestRunner::deterministic();
    let mut unusual: Vec<&str> = NAMES.split(' ').collect();
    let mut cases = Vec::new();
    for number in 0..GRAPHS {
        let mut name = |known: &str| unusual.pop().map_or_else(|| format!("{known}-{number}"), str::to_owned);
        let cyclic = schemas::graph().new_tree(&mut runner).unwrap().current();
        cases.push(cyclic.renamed(&mut name));
        let mut name = |known: &str| format!("{known}.{number}");
        cases.push(schemas::consistent().new_tree(&mut runner).unwrap().current().renamed(&mut name));
        let mut name = |known: &str| format!("{known}_{number}");
        cases.push(schemas::contradicting().new_tree(&mut runner).unwrap().current().renamed(&mut name));
    }
    assert!(unusual.is_empty(), "{unusual:?}");
    cases
}

/// Leaks a value, since declarations have a static lifetime.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Makes an operation whose only field and whose response have the type.
fn operation(like: &Operation, number: usize, schema: &Value, definitions: &BTreeMap<String, Value>) -> Operation {
    let metadata = Metadata {
        id: id(number),
        template: "/x",
        literals: &["/x"],
        query: "",
        arguments: ParameterTexts { letters: "f", texts: leak(["value", "value", ""]) },
        header_groups: &[],
        query_groups: &[],
        ..like.metadata.clone()
    };
    let mut operation = like.clone();
    operation.metadata = leak(metadata);
    let mut input = like.parameters[0].clone();
    input.metadata = operation.metadata.parameters().next().unwrap();
    input.schema = schema.clone();
    input.value_type = ValueType::read(schema, definitions);
    operation.response = Some(schema.clone());
    operation.response_type = Some(input.value_type.clone());
    operation.parameters = vec![input];
    operation
}

fn provider(cases: &[Case]) -> Provider {
    let mut provider = stytch_endpoints::provider().unwrap();
    let like = provider.operations().find(|operation| operation.metadata.method.as_str() == "POST").unwrap().clone();
    let definitions: BTreeMap<String, Value> = cases.iter().flat_map(|case| case.definitions.clone()).collect();
    let operations =
        cases.iter().enumerate().map(|(number, case)| operation(&like, number, &case.schema, &definitions));
    provider.groups[0].operations = operations.collect();
    provider.groups.truncate(1);
    "graphs".clone_into(&mut provider.name);
    provider.types = Arc::new(Types::read(&definitions));
    provider.definitions = Arc::new(definitions);
    provider
}

/// Compiles the package, and values as its client reads them.
pub(crate) fn compile() -> Outcome {
    let cases = cases();
    let provider = provider(&cases);
    let installed = Installed::new(&provider, "graphs")?;
    let is_consistent = |(number, _): &(usize, _)| number % KINDS != KINDS - 1;
    let examples = provider.operations().enumerate().filter(is_consistent).filter_map(|(_, operation)| {
        let example = plain(operation.response_type.as_ref()?, "name", &provider.types)?;
        let id = operation.metadata.id;
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name: String = pascal(id).chars().map(|c| if is_word(c) { c } else { '_' }).collect();
        Some(json!({ "method": camel(id), "type": name, "json": example.to_string() }))
    });
    let examples: Vec<Value> = examples.collect();
    assert!(examples.len() > GRAPHS, "{}", examples.len());
    installed.write("graphs.mjs", fixture("graphs.mjs")?)?;
    let read = tools::node().current_dir(installed.path()).arg("graphs.mjs").stdin(Value::Array(examples).to_string());
    let read = read.ok()?;
    assert!(read.stdout.contains("n;"), "no bigint:\n{}", read.stdout);
    installed.write("values.ts", read.stdout)?;
    installed.tsc().args(["--noEmit", "--module", "nodenext", "values.ts"]).ok()?;
    Ok(())
}
