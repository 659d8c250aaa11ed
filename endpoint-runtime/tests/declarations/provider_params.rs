//! Building a provider refuses parameters whose text is not their JSON, since a call by data would send something else.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use endpoint_runtime::{
    Headers, Param, ParamError, ParamText, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
    schema::{
        EndpointSchemas,
        schemars::{self, JsonSchema},
    },
};
use serde::{Deserialize, Serialize};

fn build(schemas: &'static [EndpointSchemas]) -> std::result::Result<Provider, ProviderError> {
    Provider::builder("acme")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .resource(schemas)
        .build()
}

/// Declares a type with a hand-written `Param`, and a trait that sends it.
macro_rules! parameter {
    ($module:ident, $type:item, $write:expr, $read:expr ) => {
        mod $module {
            use super::*;

            #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
            $type

            impl Param for Value {
                fn to_text(&self) -> std::result::Result<ParamText<'_>, ParamError> {
                    let write: fn(&Self) -> String = $write;
                    Ok(write(self).into())
                }

                fn from_text(text: &str) -> std::result::Result<Self, ParamError> {
                    let read: fn(&str) -> Option<Self> = $read;
                    read(text).ok_or_else(|| ParamError::new("expected another text"))
                }
            }

            /// Values.
            #[endpoints(schema)]
            pub trait Values {
                /// Gets a value.
                #[endpoint(GET "/values?<value>")]
                async fn get(&self, value: Option<Value>) -> Result<()>;
            }
        }
    };
}

parameter!(
    renamed_in_json,
    pub enum Value {
        #[serde(rename = "newest-first")]
        Newest,
        Oldest,
    },
    |value| format!("{value:?}"),
    |text| match text {
        "Newest" => Some(Value::Newest),
        "Oldest" => Some(Value::Oldest),
        _ => None,
    }
);
parameter!(
    read_in_any_case,
    pub enum Value {
        Newest,
    },
    |_| "newest".to_owned(),
    |text| text.eq_ignore_ascii_case("newest").then_some(Value::Newest)
);
parameter!(
    prefixed_number,
    #[serde(transparent)]
    pub struct Value(u64);,
    |value| format!("id-{}", value.0),
    |text| text.strip_prefix("id-")?.parse().ok().map(Value)
);
parameter!(
    padded_number,
    #[serde(transparent)]
    pub struct Value(u16);,
    |value| format!("{:05}", value.0),
    |text| text.parse().ok().map(Value)
);
parameter!(
    cents,
    #[serde(transparent)]
    pub struct Value(f64);,
    |value| format!("{:.2}", value.0),
    |text| text.parse().ok().map(Value)
);
parameter!(
    flag_as_number,
    #[serde(transparent)]
    pub struct Value(bool);,
    |value| u8::from(value.0).to_string(),
    |text| match text {
        "0" | "1" => Some(Value(text == "1")),
        _ => None,
    }
);
parameter!(
    joined_list,
    #[serde(transparent)]
    pub struct Value(Vec<String>);,
    |value| value.0.join(","),
    |text| Some(Value(text.split(',').map(str::to_owned).collect()))
);
parameter!(
    example_without_a_prefix,
    #[serde(transparent)]
    #[schemars(example = &"5")]
    pub struct Value(String);,
    |value| format!("id-{}", value.0),
    |text| text.strip_prefix("id-").map(|id| Value(id.to_owned()))
);
parameter!(
    seconds,
    #[serde(transparent)]
    pub struct Value(#[schemars(extend("format" = "date-time"))] String);,
    |value| value.0.clone(),
    |text| text.parse::<u64>().ok().map(|seconds| Value(seconds.to_string()))
);

#[test]
fn a_text_that_is_not_the_json_is_refused_with_its_name_and_value() {
    let refused = [
        (renamed_in_json::ValuesClient::SCHEMAS, r#""newest-first" as JSON is refused as a text"#),
        (read_in_any_case::ValuesClient::SCHEMAS, r#""Newest" as JSON has another text"#),
        (prefixed_number::ValuesClient::SCHEMAS, "every whole number as JSON is refused as a text"),
        (padded_number::ValuesClient::SCHEMAS, "0 as JSON has another text"),
        (cents::ValuesClient::SCHEMAS, "0.5 as JSON has another text"),
        (flag_as_number::ValuesClient::SCHEMAS, "true as JSON is refused as a text"),
        (joined_list::ValuesClient::SCHEMAS, "a list as JSON has no text"),
        (example_without_a_prefix::ValuesClient::SCHEMAS, r#""5" as JSON is refused as a text"#),
        (seconds::ValuesClient::SCHEMAS, r#""2026-11-22T21:00:00Z" as JSON is refused as a text"#),
    ];
    for (schemas, reason) in refused {
        let error = build(schemas).unwrap_err().to_string();
        let expected = format!("`values_get`: of the parameter `value`, {reason}");
        assert!(error.starts_with(&expected), "{error}\n{expected}");
    }
}

parameter!(
    same_names,
    #[serde(rename_all = "kebab-case")]
    pub enum Value {
        NewestFirst,
    },
    |_| "newest-first".to_owned(),
    |text| (text == "newest-first").then_some(Value::NewestFirst)
);
parameter!(
    year,
    #[serde(transparent)]
    #[schemars(example = 1971)]
    pub struct Value(u16);,
    |value| value.0.to_string(),
    |text| text.parse().ok().filter(|year| (1970..=1999).contains(year)).map(Value)
);
parameter!(
    prefixed_text,
    #[serde(transparent)]
    #[schemars(example = &"user_5")]
    pub struct Value(String);,
    |value| value.0.clone(),
    |text| text.starts_with("user_").then(|| Value(text.to_owned()))
);
parameter!(
    either,
    #[serde(untagged)]
    pub enum Value {
        Number(i64),
        Name(String),
    },
    |value| match value {
        Value::Number(number) => number.to_string(),
        Value::Name(name) => name.clone(),
    },
    |text| Some(text.parse().map_or_else(|_| Value::Name(text.to_owned()), Value::Number))
);

#[test]
fn a_text_that_is_the_json_is_accepted() {
    for schemas in [
        same_names::ValuesClient::SCHEMAS,
        year::ValuesClient::SCHEMAS,
        prefixed_text::ValuesClient::SCHEMAS,
        either::ValuesClient::SCHEMAS,
    ] {
        build(schemas).unwrap();
    }
}

#[derive(Clone, Headers)]
#[headers(schema)]
pub struct Version {
    #[header("X-Order")]
    order: renamed_in_json::Value,
}

/// Values in other places.
#[endpoints(schema)]
pub trait Places {
    #[endpoint(GET "/grouped")]
    async fn grouped(&self, #[headers] version: Version) -> Result<()>;
}

/// Values of JSON, which are sent as JSON.
#[endpoints(schema)]
pub trait Bodies {
    #[endpoint(POST "/json")]
    async fn json(&self, order: renamed_in_json::Value, labels: joined_list::Value) -> Result<()>;
}

/// Values of a form.
#[endpoints(schema)]
pub trait Forms {
    #[endpoint(POST "/form", form)]
    async fn form(&self, orders: Vec<renamed_in_json::Value>) -> Result<()>;
}

#[test]
fn every_place_of_a_text_is_checked_and_json_is_not() {
    let error = |schemas| build(schemas).unwrap_err().to_string();
    assert!(error(PlacesClient::SCHEMAS).starts_with("`places_grouped`: of the parameter `order`,"));
    assert!(error(FormsClient::SCHEMAS).starts_with("`forms_form`: of the parameter `orders`,"));
    build(BodiesClient::SCHEMAS).unwrap();
}
