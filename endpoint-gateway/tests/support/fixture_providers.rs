//! Providers with hostile texts, with nested types, and with very many operations.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Metadata, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    schema::EndpointSchemas,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[doc = "<style>*{display:none}</style> [group](javascript:alert('group')) ]]> \u{202e}desrever <!--"]
#[endpoints(tag = "</h2><img src=x onerror=alert('tag')> & \"Größe\" 文", schema)]
pub(crate) trait HostileTexts {
    #[doc = "</script><script>alert('docs')</script> \"quoted\" 'text' [a](JAVASCRIPT:alert(1)) ![b](https://evil.example/b.png)."]
    #[doc = ""]
    #[doc = "<b onclick=\"alert(1)\">c</b>\n\n```\n</code></pre><script>alert('code')</script>\n```\n\n|<i>|\n|-|\n|<i>|"]
    #[deprecated(note = "<script>alert('note')</script>")]
    #[endpoint(POST "/v1/odd/<größe>?<文字>&k%22y=%3Cscript%3E", auth = none)]
    async fn größer(
        &self,
        #[doc = "<script>alert('parameter')</script> [d](data:text/html,x) ]]> \u{202e}"] größe: String,
        文字: Option<String>,
        #[field("></code><script>alert('field')</script>")] field: Option<Hostile>,
        #[header("X-Odd")]
        #[sensitive]
        secret: Option<String>,
    ) -> Result<Hostile>;

    /// Raw.
    #[endpoint(GET "/v1/odd?<type>", auth = none)]
    async fn r#match(&self, r#type: Vec<String>) -> Result<()>;
}

#[doc = "</script><!-- <script>alert('type')</script>"]
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Hostile {
    #[doc = "<svg onload=alert('member')>"]
    #[serde(rename = "</script><b onclick='x'> \" ]]>")]
    #[schemars(example = "</script><script>alert('example')</script>", regex(pattern = "^<script>$"))]
    pub(crate) member: String,
    pub(crate) choice: Choice,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Choice {
    #[doc = "<script>alert('choice')</script>"]
    #[serde(rename = "<script>alert('value')</script>")]
    One,
}

pub(crate) fn hostile() -> Provider {
    let provider = Provider::builder("odd").title("<title>\" onclick=alert(1)").version("1.0.0-<b>");
    let provider =
        provider.docs("<script>alert('provider')</script>\n\n[x](vbscript:x) [y](https://example.com/\"onclick=x)");
    let provider = provider.environment(Environment::new("<live>", "https://odd.example"));
    provider.resource(HostileTextsClient::SCHEMAS).build().unwrap()
}

/// Nested types.
#[endpoints(tag = "Shapes", schema)]
pub(crate) trait Shapes {
    /// Keeps one.
    #[endpoint(POST "/v1/shapes?<count>")]
    async fn keep(
        &self,
        count: Count,
        tree: Tree,
        color: Option<Color>,
        labels: BTreeMap<String, String>,
        any: serde_json::Value,
        shape: Option<Shape>,
    ) -> Result<Tree>;

    /// Shows a type with very many members.
    #[endpoint(GET "/v1/shapes")]
    async fn wide(&self) -> Result<Wide>;
}

#[derive(Clone, Debug, endpoint_runtime::Param, JsonSchema)]
pub(crate) struct Count(#[schemars(range(min = 1, max = 10))] u32);

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Tree {
    /// The label of a node.
    pub(crate) label: String,
    pub(crate) left: Option<Box<Tree>>,
    pub(crate) others: Vec<Tree>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Color {
    /// As a rose.
    Red,
    /// As the sky.
    Blue,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Shape {
    /// Round.
    Circle { radius: f64 },
    /// Not round.
    Square { side: f64, color: Color },
}

macro_rules! wide {
    ($($name:ident of $inner:ty;)*) => {$(
        /// One of many, each with a text that takes some room on the page, as texts do.
        #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
        pub(crate) struct $name {
            /// One of many, each with a text that takes some room on the page, as texts do.
            pub(crate) a: $inner,
            pub(crate) b: Vec<$inner>,
            pub(crate) c: Option<$inner>,
            pub(crate) d: BTreeMap<String, $inner>,
            pub(crate) e: $inner,
            pub(crate) f: $inner,
            pub(crate) g: $inner,
        }
    )*};
}

wide! {
    Wide of Wide1;
    Wide1 of Wide2;
    Wide2 of Wide3;
    Wide3 of Wide4;
    Wide4 of String;
}

pub(crate) fn nested() -> Provider {
    provider("nested", ShapesClient::SCHEMAS)
}

fn provider(name: &str, schemas: &'static [EndpointSchemas]) -> Provider {
    let auth = AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN"));
    let provider = Provider::builder(name).title("Acme").version("1.0.0").auth(auth).resource(schemas);
    provider.environment(Environment::new("live", "https://api.acme.example")).build().unwrap()
}

/// Makes a provider with this many operations, in groups of ten.
pub(crate) fn many(count: usize) -> Provider {
    let first = &crate::support::ThingsClient::SCHEMAS[0];
    let text = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let endpoint = |number: usize| {
        let group = number / 10;
        let metadata = Metadata {
            id: text(format!("api_things_v1_things_group{group}_Operation{number}")),
            name: text(format!("operation_{number}")),
            tag: Some(text(format!("Group {group}"))),
            request: text(format!("acme::things::group{group}::Operation{number}Request")),
            template: text(format!("/v1/things{number}/<thing_id>")),
            literals: Box::leak(vec![text(format!("/v1/things{number}/")), ""].into_boxed_slice()),
            docs: "Does what the operations of this size of interface do, one after another. And more.",
            ..first.metadata.clone()
        };
        EndpointSchemas { metadata: Box::leak(Box::new(metadata)), ..*first }
    };
    provider("many", Box::leak((0..count).map(endpoint).collect()))
}
