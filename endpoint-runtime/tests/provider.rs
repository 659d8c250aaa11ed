//! Building a provider from traits, and its checks.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(dead_code, unreachable_pub, reason = "the traits are declared as a crate would")]

use endpoint_runtime::{
    Result,
    metadata::{Encoding, Parameter, ParameterLocation},
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider, ProviderBuilder, ProviderError},
    schema::{
        EndpointSchemas,
        schemars::{self, JsonSchema},
    },
};
use serde_json::{Value, json};

fn provider() -> ProviderBuilder {
    Provider::builder("acme")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
}

/// Returns the error of a provider with these resources.
fn build_error(resources: &[&'static [EndpointSchemas]]) -> String {
    let resources = resources.iter().fold(provider(), |provider, schemas| provider.resource(schemas));
    resources.build().unwrap_err().to_string()
}

mod teams {
    use super::*;

    /// A team's address.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize, JsonSchema)]
    pub struct Address {
        /// The street.
        pub street: String,
        /// The second line.
        pub more: Option<String>,
        /// The country.
        #[serde(default)]
        pub country: String,
        /// A member with the name of a JSON Schema keyword.
        pub examples: Option<Line>,
    }

    /// A line.
    #[derive(Clone, Debug, serde::Serialize, serde::Deserialize, JsonSchema)]
    pub struct Line {
        /// Its text.
        #[serde(default)]
        pub text: String,
    }

    /// A team.
    #[derive(Debug, serde::Serialize, serde::Deserialize, JsonSchema)]
    pub struct Found {
        /// The address.
        pub address: Address,
    }

    /// Teams of people.
    #[endpoint_runtime::endpoints(tag = "People", schema)]
    pub trait Teams {
        /// Finds a team.
        #[endpoint(PUT "/teams/<team_id>?<page>")]
        async fn find(
            &self,
            /// The id of the team.
            team_id: String,
            page: Option<u8>,
            labels: Vec<String>,
            address: Address,
            #[header("X-Actor")]
            #[sensitive]
            actor: Option<String>,
        ) -> Result<Found>;

        #[endpoint(DELETE "/teams/<team_id>")]
        async fn delete(&self, team_id: String) -> Result<()>;
    }
}

mod users {
    use super::*;

    /// A different type of the same name.
    #[derive(Debug, serde::Deserialize, JsonSchema)]
    pub struct Found {
        /// The user's name.
        pub name: String,
    }

    /// people.
    #[endpoint_runtime::endpoints(tag = "People", schema)]
    pub trait Users {
        #[endpoint(GET "/users/<user_id>")]
        async fn find(&self, user_id: String) -> Result<Found>;
    }
}

#[test]
fn operations_are_grouped_by_tag_and_named_by_module() {
    let provider =
        provider().resource(teams::TeamsClient::SCHEMAS).resource(users::UsersClient::SCHEMAS).build().unwrap();
    let groups: Vec<_> = provider.groups.iter().map(|group| (group.name.as_str(), group.operations.len())).collect();
    assert_eq!(groups, [("People", 3)]);
    assert_eq!(provider.groups[0].docs, "Teams of people.\n\npeople.");
    let names: Vec<_> = provider.operations().map(|operation| operation.name.as_str()).collect();
    assert_eq!(names, ["teams.find", "teams.delete", "users.find"]);
    assert!(std::ptr::eq(provider.operation("users_find").unwrap(), provider.operation("users.find").unwrap()));
    assert!(provider.operation("find").is_none());
    assert!(provider.operation("teams.find").unwrap().metadata.request.ends_with("::teams::FindRequest"));
}

#[test]
fn a_flat_input_has_every_parameter_by_argument_name() {
    let provider = provider().resource(teams::TeamsClient::SCHEMAS).build().unwrap();
    let operation = provider.operation("teams.find").unwrap();
    let schema = operation.input_schema();
    assert_eq!(schema["required"], json!(["team_id", "labels", "address"]));
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(schema["properties"]["team_id"], json!({ "type": "string", "description": "The id of the team." }));
    assert_eq!(schema["properties"]["labels"]["type"], "array");
    assert_eq!(operation.parameter("x-actor").unwrap().metadata.name, "actor");
    assert!(operation.parameter("Address").is_none());
}

#[test]
fn a_parameter_without_documentation_has_that_of_its_type() {
    let provider = provider().resource(teams::TeamsClient::SCHEMAS).build().unwrap();
    let operation = provider.operation("teams.find").unwrap();
    let docs = |name: &str| operation.parameter(name).unwrap().docs.as_str();
    assert_eq!(docs("team_id"), "The id of the team.");
    assert_eq!(docs("address"), "A team's address.");
    assert_eq!(docs("page"), "");
    let address = operation.input_schema()["properties"]["address"].clone();
    assert_eq!(address, json!({ "$ref": "#/$defs/TeamsAddressInput", "description": "A team's address." }));
}

#[test]
fn a_response_requires_the_members_that_are_always_written_and_not_null() {
    let provider = provider().resource(teams::TeamsClient::SCHEMAS).build().unwrap();
    let required = |name: &str| provider.definitions[name]["required"].clone();
    assert_eq!(required("TeamsAddress"), json!(["street", "country"]));
    assert_eq!(required("TeamsAddressInput"), json!(["street"]));
    let refers = |schema: &Value, to: &str| assert_eq!(schema["$ref"], format!("#/$defs/{to}"), "{schema}");
    refers(&provider.definitions["TeamsAddressInput"]["properties"]["examples"]["anyOf"][0], "TeamsLineInput");
    let operation = provider.operation("teams.find").unwrap();
    refers(&operation.parameter("address").unwrap().schema, "TeamsAddressInput");
    refers(&provider.definitions["TeamsFound"]["properties"]["address"], "TeamsAddress");
    assert!(provider.operation("teams.delete").unwrap().response.is_none());
}

#[test]
fn types_of_resources_are_qualified_by_their_modules() {
    let provider =
        provider().resource(teams::TeamsClient::SCHEMAS).resource(users::UsersClient::SCHEMAS).build().unwrap();
    let names: Vec<_> = provider.definitions.keys().map(String::as_str).collect();
    let expected = ["TeamsAddress", "TeamsAddressInput", "TeamsFound", "TeamsLine", "TeamsLineInput", "UsersFound"];
    assert_eq!(names, expected);
    let response = |name: &str| provider.operation(name).unwrap().response.clone().unwrap();
    assert_eq!(response("teams.find")["$ref"], "#/$defs/TeamsFound");
    assert_eq!(response("users.find")["$ref"], "#/$defs/UsersFound");
    assert_eq!(provider.definitions["UsersFound"]["description"], "A different type of the same name.");
}

#[test]
fn names_and_texts_are_normalized_for_tools() {
    let provider = provider()
        .resource(odd::OddClient::SCHEMAS)
        .environment(Environment::new("test", "https://test.acme.example/v2/").username_prefix(""))
        .license(" ")
        .build()
        .unwrap();
    assert_eq!(provider.environments[1].url, "https://test.acme.example/v2");
    assert_eq!((&provider.environments[1].username_prefix, &provider.license), (&None, &None));
    let operation = provider.operation("odd_get").unwrap();
    assert_eq!(operation.response.as_ref().unwrap()["$ref"], "#/$defs/OddGr_f6__df_e");
    assert!(provider.definitions.contains_key("OddGr_f6__df_e"));
    assert_eq!(provider.definitions["OddA_2f_B_20__7e_C"]["type"], "object");
    assert_eq!(provider.definitions["OddGr_f6__df_e"]["properties"]["part"]["$ref"], "#/$defs/OddA_2f_B_20__7e_C");
    let variables = ["session_token", "token", "config"].map(|name| provider.secret_variable(&header(name)));
    assert_eq!(variables, ["ACME_SESSION_TOKEN", "ACME_PARAM_TOKEN", "ACME_PARAM_CONFIG"]);
}

fn header(name: &'static str) -> Parameter {
    let location = ParameterLocation::Header;
    Parameter {
        name,
        wire_name: name,
        location,
        required: true,
        repeated: false,
        map: false,
        encoding: Encoding::Plain,
        sensitive: true,
        idempotency_key: false,
        docs: "",
    }
}

/// A session authorizes one call, and is ended by another.
mod sessions {
    use endpoint_runtime::{Result, endpoints};

    #[endpoints(schema)]
    pub trait Sessions {
        #[endpoint(POST "/sessions/end")]
        async fn end(&self, #[sensitive] session_token: String, #[sensitive] pin: String) -> Result<()>;

        #[endpoint(GET "/sessions")]
        async fn list(
            &self,
            #[sensitive]
            #[header("X-Session")]
            session_token: Option<String>,
        ) -> Result<()>;
    }
}

#[test]
fn the_variable_of_a_header_is_not_that_of_a_body() {
    let provider = provider().resource(sessions::SessionsClient::SCHEMAS).build().unwrap();
    let variables = |id: &str| {
        let operation = provider.operation(id).unwrap();
        operation.parameters.iter().map(|it| provider.secret_variable(&it.metadata)).collect::<Vec<_>>()
    };
    assert_eq!(variables("sessions_end"), ["ACME_BODY_SESSION_TOKEN", "ACME_PIN"]);
    assert_eq!(variables("sessions_list"), ["ACME_SESSION_TOKEN"]);
}

mod odd {
    use super::*;

    #[derive(Debug, serde::Serialize, serde::Deserialize, JsonSchema)]
    #[schemars(rename = "A/B ~C")]
    pub struct Part {
        /// A byte.
        pub byte: u8,
    }

    #[derive(Debug, serde::Serialize, serde::Deserialize, JsonSchema)]
    pub struct Größe {
        /// A part.
        pub part: Part,
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait Odd {
        #[endpoint(GET "/odd")]
        async fn get(&self) -> Result<Größe>;
    }
}

#[test]
fn an_environment_is_found_by_its_username_prefix() {
    let provider = Provider::builder("acme-one")
        .environment(Environment::new("live", "https://live.acme.example").username_prefix("live-"))
        .environment(Environment::new("test", "https://test.acme.example"))
        .build()
        .unwrap();
    for (username, name) in [("live-1", "live"), ("test-1", "test"), ("", "test"), ("a-live-1", "test")] {
        assert_eq!(provider.environment_for_username(username).unwrap().name, name, "{username}");
    }
    assert_eq!(provider.variable("base_url"), "ACME_ONE_BASE_URL");
}

mod collisions {
    use super::*;

    #[endpoint_runtime::endpoints(schema)]
    pub trait SameId {
        #[endpoint(GET "/elsewhere", id = "users_find")]
        async fn elsewhere(&self) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait IdOfAName {
        #[endpoint(GET "/at/another/place", id = "users.find")]
        async fn another(&self) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait EscapedRoute {
        #[endpoint(GET "/%75sers/<name>")]
        async fn escaped(&self, name: String) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait SameRoute {
        #[endpoint(GET "/users/<name>")]
        async fn by_name(&self, name: String) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait OneName {
        #[endpoint(GET "/one", request = One)]
        async fn get(&self) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait OtherName {
        #[endpoint(GET "/other", request = Other)]
        async fn get(&self) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema)]
    pub trait HeaderNames {
        #[endpoint(GET "/headers/<cursor>")]
        async fn headers(&self, cursor: String, #[header("Cursor")] position: Option<String>) -> Result<()>;
    }

    #[endpoint_runtime::endpoints(schema, host = archive)]
    pub trait Hosted {
        #[endpoint(GET "/hosted")]
        async fn hosted(&self) -> Result<()>;
    }
}

#[test]
fn conflicting_endpoints_are_both_named() {
    use collisions::*;
    let users = users::UsersClient::SCHEMAS;
    for (resources, expected) in [
        (&[users, SameIdClient::SCHEMAS][..], ["`users.find`", "`collisions.elsewhere`", "`users_find`"]),
        (&[users, IdOfANameClient::SCHEMAS], ["`users_find`", "`users.find`", "the same name"]),
        (&[users, EscapedRouteClient::SCHEMAS], ["`users_find`", "`escaped_route_escaped`", "GET /%75sers/<name>"]),
        (&[users, SameRouteClient::SCHEMAS], ["`users_find`", "`same_route_by_name`", "GET /users/<name>"]),
        (
            &[OneNameClient::SCHEMAS, OtherNameClient::SCHEMAS],
            ["`one_name_get`", "`other_name_get`", "`collisions.get`"],
        ),
        (&[HeaderNamesClient::SCHEMAS], ["`header_names_headers`", "`cursor`", "`position`"]),
        (&[HostedClient::SCHEMAS], ["`hosted_hosted`", "`archive`", ".host("]),
    ] {
        let error = build_error(resources);
        for part in expected {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}

#[test]
fn an_invalid_provider_is_refused() {
    let build = |builder: ProviderBuilder| builder.build().unwrap_err();
    for name in ["", "Acme", "1acme", "ac me", "acme-", "acmé"] {
        let named = Provider::builder(name).environment(Environment::new("live", "https://api.acme.example"));
        assert!(matches!(build(named), ProviderError::Name { .. }), "{name}");
    }
    assert!(matches!(build(Provider::builder("acme")), ProviderError::NoEnvironment));
    let url = build(provider().host(Host::new("archive", "http://archive.acme.example")));
    assert!(url.to_string().contains("`archive`") && url.to_string().contains("https://"), "{url}");
    assert!(matches!(build(provider().host(Host::new("live", "https://b.example"))), ProviderError::HostName { .. }));
    for name in ["base", "Gateway", "a b", ""] {
        let error = build(provider().host(Host::new(name, "https://b.example")));
        assert!(matches!(error, ProviderError::HostVariable { .. }), "{name}: {error}");
    }
    let hosts = provider().host(Host::new("files", "https://b.example")).host(Host::new("FILES", "https://c.example"));
    assert!(matches!(build(hosts), ProviderError::HostVariable { .. }), "one variable for two hosts");
    let of_host = AuthScheme::bearer(CredentialPart::new("key", "ACME_FILES_URL"));
    let of_host = provider().host(Host::new("files", "https://b.example")).auth(of_host);
    assert!(matches!(build(of_host), ProviderError::Credential { .. }));
    for (part, variable) in [("token", "A$(touch x)"), ("token", "1A"), ("to ken", "A"), ("", "A"), ("a", "")] {
        let scheme = AuthScheme::bearer(CredentialPart::new(part, variable));
        assert!(matches!(build(provider().auth(scheme)), ProviderError::Variable { .. }), "{part} {variable}");
    }
    for (part, variable) in [("token", "ACME_TOKEN"), ("base_url", "ACME_URL"), ("url", "ACME_BASE_URL")] {
        let scheme = AuthScheme::bearer(CredentialPart::new(part, variable));
        assert!(matches!(build(provider().auth(scheme)), ProviderError::Credential { .. }), "{part} {variable}");
    }
    let key = AuthScheme::api_key("X-Key\nY", CredentialPart::new("key", "ACME_KEY"));
    assert!(matches!(build(provider().auth(key)), ProviderError::Header { .. }));
    let part = |name: &str, variable: &str| CredentialPart::new(name, variable);
    for (first, second) in [
        (AuthScheme::bearer(part("a", "A")), AuthScheme::named("Token", part("b", "B"))),
        (AuthScheme::api_key("X-Key", part("a", "A")), AuthScheme::api_key("x-key", part("b", "B"))),
        (AuthScheme::query_key("key", part("a", "A")), AuthScheme::query_key("key", part("b", "B"))),
    ] {
        let error = build(provider().auth(first.and(second)));
        assert!(matches!(error, ProviderError::CombinedSchemes { .. }), "{error}");
    }
    let same_name = AuthScheme::query_key("a", part("key", "A")).and(AuthScheme::query_key("b", part("key", "B")));
    assert!(matches!(build(provider().auth(same_name)), ProviderError::Credential { .. }));
    let no_auth = Provider::builder("acme").environment(Environment::new("live", "https://api.acme.example"));
    let no_auth = build(no_auth.resource(users::UsersClient::SCHEMAS));
    assert!(matches!(no_auth, ProviderError::NoAuth { operation: "users_find" }), "{no_auth}");
}
