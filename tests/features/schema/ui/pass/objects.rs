//! The schemas of objects and open enums: names, documentation, what is required, recursion, other types.

use endpoint_runtime::{
    JsonMap, Result, endpoints, object, open_enum,
    schema::{EndpointSchemas, HasSchema, schemars},
};
use schemars::SchemaGenerator;
use serde_json::{Value, json};

/// A page.
#[object(schema)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
}

/// A member.
#[object(sent, schema, rename_all = "camelCase")]
pub struct Member {
    /// The name.
    pub full_name: String,
    /// The state.
    pub status: Status,
    /// The person who invited the member.
    pub invited_by: Option<Box<Member>>,
    /// The key.
    #[sensitive]
    pub totp_key: Option<String>,
    /// The days.
    #[field("days", default = 7)]
    pub invited_days: u32,
    #[rest]
    pub extra: JsonMap,
}

/// A state.
#[open_enum(schema, rename_all = "snake_case")]
pub enum Status {
    /// Works here.
    Active,
    #[text("invited")]
    Pending,
}

/// Members.
#[endpoints(schema)]
pub trait Members {
    #[endpoint(POST "/v1/members?<status>")]
    async fn find(&self, status: Option<Status>, like: Member) -> Result<Page<Member>>;
}

fn schemas() -> &'static [EndpointSchemas] {
    MembersClient::SCHEMAS
}

fn main() {
    let mut generator = SchemaGenerator::default();
    assert_eq!(Page::<Member>::schema(&mut generator).schema.to_value(), json!({ "$ref": "#/$defs/PageOfMember" }));
    let definitions = Value::Object(generator.take_definitions(true));
    let member = &definitions["Member"];
    assert_eq!(member["description"], "A member.");
    assert_eq!(member["required"], json!(["fullName", "status"]));
    assert_eq!(member["additionalProperties"], true);
    assert_eq!(member["properties"]["totpKey"]["x-sensitive"], true);
    assert_eq!(member["properties"]["days"]["description"], "The days.");
    assert_eq!(definitions["Page"], Value::Null);
    assert_eq!(definitions["Status"]["anyOf"][1], json!({ "type": "string", "const": "invited" }));
    assert_eq!(schemas().len(), 1);
}
