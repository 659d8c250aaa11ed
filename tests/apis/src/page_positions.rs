//! Lists whose pages are chosen by a value of an unusual kind or place.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, Result, endpoints, object};

/// The place of a page in Intercom's searches.
#[object(sent, server, schema)]
pub struct IntercomPaging {
    pub per_page: Option<u32>,
    pub starting_after: Option<String>,
}

#[object(server, schema)]
pub struct IntercomPages {
    pub next: Option<IntercomPaging>,
}

#[object(server, schema)]
pub struct IntercomContacts {
    pub data: Vec<Json>,
    pub pages: IntercomPages,
}

/// Intercom: the cursor is a field of an object that is absent in the first call.
#[endpoints(header("Intercom-Version" = "2.11"), server, schema)]
pub trait IntercomSearch {
    #[endpoint(
        POST "/contacts/search",
        idempotent,
        paginate(cursor = pagination?.starting_after, next = pages.next?.starting_after, items = data: Vec<Json>)
    )]
    async fn search_contacts(&self, query: Json, pagination: Option<IntercomPaging>) -> Result<IntercomContacts>;
}

/// The variables of a GraphQL query.
#[object(sent, server, schema)]
pub struct IssuesVariables {
    pub team: String,
    pub after: Option<String>,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct LinearIssues {
    pub nodes: Vec<Json>,
    pub page_info: PageInfo,
}

#[object(server, schema)]
pub struct LinearData {
    pub issues: LinearIssues,
}

#[object(server, schema)]
pub struct LinearPage {
    pub data: LinearData,
}

/// Linear: GraphQL, whose cursor is one of the variables.
#[endpoints(server, schema)]
pub trait Linear {
    #[endpoint(
        POST "/graphql",
        field("query" = "query($team: String!, $after: String) { issues(…) { nodes { id } pageInfo { hasNextPage endCursor } } }"),
        idempotent,
        paginate(
            cursor = variables.after,
            next = data.issues.page_info.end_cursor as "/data/issues/pageInfo/endCursor",
            more = data.issues.page_info.has_next_page as "/data/issues/pageInfo/hasNextPage",
            items = data.issues.nodes: Vec<Json>,
        )
    )]
    async fn linear_issues(&self, variables: IssuesVariables) -> Result<LinearPage>;
}

#[object(server, schema, rename_all = "PascalCase")]
pub struct ScannedItems {
    pub items: Vec<Json>,
    pub last_evaluated_key: Option<BTreeMap<String, Json>>,
}

/// DynamoDB: the position is the key of an item, which is an object.
#[endpoints(body(json, type = "application/x-amz-json-1.0"), rename_all = "PascalCase", server, schema)]
pub trait DynamoTables {
    #[endpoint(
        POST "/",
        header("X-Amz-Target" = "DynamoDB_20120810.Scan"),
        idempotent,
        paginate(
            cursor = exclusive_start_key,
            next = last_evaluated_key as "/LastEvaluatedKey",
            items = items: Vec<Json> as "/Items",
            limit = limit,
        )
    )]
    async fn scan(
        &self,
        table_name: String,
        limit: Option<u32>,
        exclusive_start_key: Option<BTreeMap<String, Json>>,
    ) -> Result<ScannedItems>;
}

#[object(server, schema)]
pub struct Hit {
    #[field("_id")]
    pub id: String,
    pub sort: Vec<Json>,
}

#[object(server, schema)]
pub struct Hits {
    pub hits: Vec<Hit>,
}

#[object(server, schema)]
pub struct SearchResult {
    pub hits: Hits,
}

/// Elasticsearch: the next page begins after the sort values of the last hit, which are a list.
#[endpoints(server, schema)]
pub trait ElasticSearch {
    #[endpoint(
        POST "/<index>/_search",
        idempotent,
        paginate(after = search_after, last = sort, items = hits.hits: Vec<Hit>, limit = size)
    )]
    async fn search_after(
        &self,
        index: String,
        sort: Json,
        size: Option<u32>,
        search_after: Option<Vec<Json>>,
    ) -> Result<SearchResult>;
}

#[object(server, schema, rename_all = "camelCase")]
pub struct JiraProjects {
    pub values: Vec<Json>,
    pub is_last: bool,
}

#[object(server, schema, rename_all = "camelCase")]
pub struct ScimUsers {
    pub total_results: u64,
    #[field("Resources")]
    pub resources: Vec<Json>,
}

/// Jira tells which page is the last one, and SCIM counts items from one.
#[endpoints(server, schema)]
pub trait Counted {
    #[endpoint(
        GET "/rest/api/3/project/search?startAt=<start_at>",
        paginate(offset = start_at, done = is_last as "/isLast", items = values: Vec<Json>)
    )]
    async fn jira_projects(&self, start_at: Option<u64>) -> Result<JiraProjects>;

    #[endpoint(
        GET "/scim/v2/Users?<filter>&startIndex=<start_index>&<count>",
        paginate(
            offset = start_index,
            first = 1,
            total = total_results as "/totalResults",
            items = resources: Vec<Json> as "/Resources",
            limit = count,
        )
    )]
    async fn scim_users(
        &self,
        filter: Option<String>,
        start_index: Option<u64>,
        count: Option<u32>,
    ) -> Result<ScimUsers>;
}
