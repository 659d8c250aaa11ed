//! Values in unusual texts: base64 of JSON in a header, base64 in a body, integers as texts, and flags of other words.

use std::collections::BTreeMap;

use endpoint_runtime::{
    AsText, Base64, Base64Url, Content, Json, Response, Result, endpoints, object, open_enum, stream::Lines,
};

#[object(server, schema)]
pub struct BuildProgress {
    pub stream: Option<String>,
    pub error: Option<String>,
}

/// Docker: an archive up, lines of progress down, and credentials as base64 of JSON.
#[endpoints(path = "/v1.43", server, schema)]
pub trait DockerImages {
    #[endpoint(POST "/build?<dockerfile>&<t>&<buildargs>", response(ndjson, type = "application/json"))]
    async fn build_image(
        &self,
        dockerfile: Option<String>,
        t: Vec<String>,
        #[encode(json)] buildargs: Option<BTreeMap<String, String>>,
        #[header("X-Registry-Config")] registry_config: Option<Base64Url>,
        #[body(stream, type = "application/x-tar")] context: Content,
    ) -> Result<Lines<BuildProgress>>;
}

/// The result of a function.
#[derive(Debug, Response)]
#[response(server, schema)]
pub enum Invoked {
    #[status(200)]
    Done {
        #[header("X-Amz-Function-Error")]
        function_error: Option<String>,
        /// The end of the log.
        #[header("X-Amz-Log-Result")]
        log: Option<Base64>,
        #[body]
        payload: Json,
    },
    #[status(202)]
    Accepted,
    #[status(204)]
    Checked,
}

#[open_enum(server, schema)]
pub enum InvocationType {
    RequestResponse,
    Event,
    DryRun,
}

/// AWS Lambda: the outcome is a status, a header and a payload of any kind.
#[endpoints(server, schema)]
pub trait LambdaFunctions {
    #[endpoint(POST "/2015-03-31/functions/<function>/invocations?Qualifier=<qualifier>")]
    async fn invoke(
        &self,
        function: String,
        qualifier: Option<String>,
        #[header("X-Amz-Invocation-Type")] invocation_type: Option<InvocationType>,
        #[header("X-Amz-Client-Context")] client_context: Option<Base64>,
        #[body] payload: Json,
    ) -> Result<Invoked>;
}

#[object(server, schema)]
pub struct GitHubContent {
    pub path: String,
    pub content: Base64,
}

#[endpoints(server, schema)]
pub trait GitHubContents {
    #[endpoint(PUT "/repos/<owner>/<repo>/contents/<path..>")]
    async fn put_content(
        &self,
        owner: String,
        repo: String,
        path: String,
        message: String,
        content: Base64,
    ) -> Result<GitHubContent>;
}

#[object(server, schema, rename_all = "camelCase")]
pub struct VideoStatistics {
    pub view_count: AsText<u64>,
    pub like_count: Option<AsText<u64>>,
}

#[open_enum(server, schema)]
pub enum YesNo {
    #[text("Y")]
    Yes,
    #[text("N")]
    No,
}

/// Numbers as texts, and flags that are `Y` or `N`.
#[endpoints(server, schema)]
pub trait LegacyReports {
    #[endpoint(GET "/youtube/v3/statistics?<active>&<since>")]
    async fn statistics(&self, active: Option<YesNo>, since: Option<AsText<i64>>) -> Result<VideoStatistics>;
}
