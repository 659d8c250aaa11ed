//! Providers with every feature, and values that are hard to encode.

use endpoint_runtime::provider::{AuthScheme, CredentialPart, Operation, Provider};
use serde_json::{Value, json};

use crate::{extra, fixture_acme, values::ValueGenerator};

/// Returns providers with all kinds of arguments.
pub(crate) fn providers() -> Vec<Provider> {
    let auth = AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN"));
    let mut acme = fixture_acme::at("https://archive.acme.example/", auth).unwrap();
    // A form knows the ranges of `f32` and of integers of 128 bits, which schemas do not hold.
    acme.groups.retain(|group| group.name != "newtypes");
    vec![stytch_endpoints::provider().unwrap(), acme, extra::provider()]
}

/// JSON values in unusual notations.
const AWKWARD: [&str; 51] = [
    "1.10",
    "123456789012345678901234567890.10",
    "1e400",
    "1e2",
    "1E+2",
    "-0",
    "-0.0",
    "0.0",
    "1.0",
    "7",
    "-7",
    "255",
    "256",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "10000000000000000000",
    "18446744073709551615",
    "100000000000000000000",
    "1e15",
    "1e16",
    "123456789012345680",
    "1.5e16",
    "1e21",
    "1e22",
    "1.7976931348623157e308",
    "5e-324",
    "0.00001",
    "0.000001",
    "1.25e-7",
    "true",
    "null",
    r#""""#,
    r#"".""#,
    r#""..""#,
    r#"" blank""#,
    r#""\u202e\u2066\u200b\ufeff\ud83e\udd80 ' \" ` $HOME ${x} $(id) \\ \u0000\u0007\u007f\u0085\u00ad""#,
    r#""`\n`$`\nEOF\n\r\t""#,
    "[]",
    "{}",
    "[[],[[1,[2.50]]],null]",
    r#"[1,"two",false,null,3.0]"#,
    r#"{"__proto__":{"__proto__":1},"constructor":null,"1":1,"10":2,"2":3,"🦀":5,"\ue000":4,"a-b":[{}],"":0}"#,
    r#"[{"a":{"b":{"c":[{"d":1E5}]}}},"`","\"\n`"]"#,
    "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25.50]",
];

/// Makes a flat input as JSON text: all required values and half of the others, some of them awkward.
pub(crate) fn input(operation: &Operation, generator: &mut ValueGenerator, next: &mut usize) -> String {
    let mut members = Vec::new();
    for parameter in &operation.parameters {
        let metadata = parameter.metadata;
        if !metadata.required && !generator.chance() {
            continue;
        }
        let schema = parameter.input_schema();
        let is_free = schema == Value::Bool(true) || schema.get("type").is_none() && schema.get("$ref").is_none();
        let value = if is_free && generator.chance() {
            *next += 1;
            AWKWARD[*next % AWKWARD.len()].to_owned()
        } else {
            let value = generator.value(&schema, &operation.definitions, metadata.location);
            let is_integer = parameter.schema.get("type").is_some_and(|kind| kind == "integer");
            // An integer that a double represents exactly.
            let is_whole = is_integer && value.as_i64().is_some_and(|value| value.unsigned_abs() < 1 << 53);
            // The same number, which the runtime writes without a decimal point.
            if is_whole && generator.chance() { format!("{value}.0") } else { value.to_string() }
        };
        members.push(format!("{}:{value}", json!(metadata.name)));
    }
    format!("{{{}}}", members.join(","))
}
